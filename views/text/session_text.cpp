#include "views/text/session_text.h"

#include <QCoreApplication>
#include <QDir>

namespace brokerscope::views {

using Kind = history::SessionError::Kind;

namespace {

struct SessionText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::SessionText)
};

} // namespace

QString sessionErrorText(const history::SessionError& error)
{
    const QString file = QDir::toNativeSeparators(QString::fromStdString(error.path.string()));
    switch (error.kind) {
    case Kind::Missing:
        return SessionText::tr(
            "There is no file %1; choose a session file (.brokerscope) that exists.")
            .arg(file);
    case Kind::Unreadable:
        return SessionText::tr("%1 cannot be read; it needs read permission for you.").arg(file);
    case Kind::Empty:
        return SessionText::tr("%1 is empty; a session file holds at least its scenario.")
            .arg(file);
    case Kind::Foreign:
        return SessionText::tr("%1 is not a session of Brokerscope; it was left as it is.")
            .arg(file);
    case Kind::Newer:
        return SessionText::tr("%1 was written by a newer Brokerscope; open it with that version. "
                               "It was left as it is.")
            .arg(file);
    case Kind::Corrupt:
        return SessionText::tr(
            "%1 is damaged or was cut short and cannot be opened; it was left as it is.")
            .arg(file);
    case Kind::CannotWrite:
        return SessionText::tr(
            "%1 cannot be written; choose a folder in which you may create files.")
            .arg(file);
    case Kind::DiskFull:
        return SessionText::tr(
            "The disk is full, so %1 could not be written any further; what was saved before "
            "is safe. Free some space or save it elsewhere.")
            .arg(file);
    }
    return {};
}

} // namespace brokerscope::views

#include "app/file_dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace brokerscope::app {

namespace {

struct FileDialogs {
    Q_DECLARE_TR_FUNCTIONS(FileDialogs)
};

void openDialog(QFileDialog* dialog, const std::function<void(const QString&)>& chosen)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, chosen);
    dialog->open();
}

} // namespace

void askWhatToOpen(QWidget* parent, const std::function<void(const QString&)>& chosen)
{
    auto* dialog = new QFileDialog(parent, FileDialogs::tr("Open a scenario or a session"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({FileDialogs::tr("Scenarios and sessions (*.yaml *.yml *.brokerscope)"),
        FileDialogs::tr("All files (*)")});
    openDialog(dialog, chosen);
}

void askForLogDirectory(QWidget* parent, const std::function<void(const QString&)>& chosen)
{
    auto* dialog = new QFileDialog(parent, FileDialogs::tr("Open Kafka's log directory"));
    dialog->setFileMode(QFileDialog::Directory);
    openDialog(dialog, chosen);
}

void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestion,
    const QString& filter, const QString& ending, const std::function<void(const QString&)>& chosen)
{
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(suggestion);
    openDialog(dialog, chosen);
}

} // namespace brokerscope::app

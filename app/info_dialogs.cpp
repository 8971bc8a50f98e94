#include "app/info_dialogs.h"

#include "app/actions.h"
#include "views/text/fidelity.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

struct InfoDialogs {
    Q_DECLARE_TR_FUNCTIONS(InfoDialogs)
};

struct Library {
    const char* name;
    const char* licence;
};

// What is linked into the app; README.md says what for.
constexpr Library kLibraries[]{
    {"Qt 6", "LGPL-3.0"},
    {"QCustomPlot", "GPL-3.0"},
    {"SQLite", "public domain"},
    {"SQLiteCpp", "MIT"},
    {"yaml-cpp", "MIT"},
    {"JSON for Modern C++", "MIT"},
    {"{fmt}", "MIT"},
    {"tl::expected", "CC0-1.0"},
    {"ISA-L", "BSD-3-Clause"},
    {"OpenSSL", "Apache-2.0"},
    {"Inter, JetBrains Mono, Noto Sans CJK", "OFL-1.1"},
};

void showPage(QWidget* parent, const QString& title, const QString& html, QSize size)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* text = new QTextBrowser;
    text->setOpenExternalLinks(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setHtml(html);
    text->setAccessibleName(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(text);
    column->addWidget(buttons);
    dialog->resize(size);
    dialog->open();
}

QString row(const QString& left, const QString& right)
{
    return QStringLiteral("<tr><td style='padding:3px 28px 3px 0'>%1</td>"
                          "<td style='padding:3px 0'>%2</td></tr>")
        .arg(left.toHtmlEscaped(), right);
}

} // namespace

void showShortcuts(QWidget* parent, const Actions& actions)
{
    QString rows;
    for (const QAction* action : actions.all()) {
        const QString keys = keysText(*action);
        if (!keys.isEmpty()) {
            rows += row(action->iconText(), QStringLiteral("<b>%1</b>").arg(keys.toHtmlEscaped()));
        }
    }
    const QString hint = InfoDialogs::tr("In the stage and the timeline, Tab leads to the objects, "
                                         "the arrow keys go from one to the next, Enter opens it, "
                                         "the menu key shows what can be done to it, and Escape "
                                         "gives the arrow keys back to stepping.");
    showPage(parent, InfoDialogs::tr("Keyboard shortcuts"),
        QStringLiteral("<table>%1</table><p>%2</p>").arg(rows, hint.toHtmlEscaped()), {560, 620});
}

void showFidelity(QWidget* parent)
{
    QString html
        = QStringLiteral("<p>%1</p>")
              .arg(InfoDialogs::tr("Brokerscope runs its own brokers and clients, which follow "
                                   "Kafka 3.9. This is where they are simpler than Kafka.")
                       .toHtmlEscaped());
    for (const views::FidelityNote& note : views::fidelityNotes()) {
        html += QStringLiteral("<h4>%1</h4><p>%2<br><i>%3</i></p>")
                    .arg(note.title.toHtmlEscaped(), note.text.toHtmlEscaped(),
                        note.affects.toHtmlEscaped());
    }
    showPage(parent, InfoDialogs::tr("What is simplified"), html, {680, 620});
}

void showAbout(QWidget* parent)
{
    QString rows;
    for (const Library& library : kLibraries) {
        rows += row(QString::fromLatin1(library.name), QString::fromLatin1(library.licence));
    }
    const QString words
        = InfoDialogs::tr("Brokerscope %1 shows how Apache Kafka behaves. It is free software "
                          "under the GNU General Public "
                          "License, version 3 or later, and comes without any warranty. Apache "
                          "Kafka is a trademark of the "
                          "Apache Software Foundation, which has no part in this program.")
              .arg(QStringLiteral(BROKERSCOPE_VERSION));
    showPage(parent, InfoDialogs::tr("About Brokerscope"),
        QStringLiteral("<p>%1</p><p>%2</p><table>%3</table>")
            .arg(words.toHtmlEscaped(), InfoDialogs::tr("It is built with:").toHtmlEscaped(), rows),
        {560, 520});
}

} // namespace brokerscope::app

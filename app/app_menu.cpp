#include "app/app_menu.h"

#include "app/top_bar.h"

#include <QActionGroup>

#include <array>

namespace brokerscope::app {

namespace {

constexpr std::array kOfferedSpeeds{0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 10.0};

} // namespace

AppMenu::AppMenu(const Actions& actions, Fillers fillers, QObject* parent)
    : QObject(parent)
    , m_menu(std::make_unique<QMenu>())
    , m_speed(std::make_unique<QMenu>())
    , m_exportButton(std::make_unique<QMenu>())
    , m_file(m_menu->addMenu(QString()))
    , m_run(m_menu->addMenu(QString()))
    , m_view(m_menu->addMenu(QString()))
    , m_help(m_menu->addMenu(QString()))
{
    composeFile(actions, fillers);
    composeRun(actions, fillers);
    composeView(actions);
    composeHelp(actions);
    composeSpeeds();
    addExports(*m_exportButton, actions);
    retranslate();
}

AppMenu::~AppMenu() = default;

void AppMenu::composeFile(const Actions& actions, Fillers& fillers)
{
    m_file->addActions({actions.open, actions.openDirectory});
    m_recent = addFilled(*m_file, std::move(fillers.fillRecent));
    m_file->addAction(actions.lessons);
    m_file->addSeparator();
    m_file->addAction(actions.saveAs);
    m_export = m_file->addMenu(QString());
    addExports(*m_export, actions);
    m_file->addSeparator();
    m_file->addAction(actions.quit);
}

void AppMenu::composeRun(const Actions& actions, Fillers& fillers)
{
    m_run->addActions({actions.play, actions.slower, actions.faster});
    m_run->addSeparator();
    m_run->addActions({actions.toStart, actions.toEnd});
    m_run->addSeparator();
    m_run->addActions(
        {actions.eventBack, actions.eventForward, actions.messageBack, actions.messageForward,
            actions.lessonBack, actions.lessonForward, actions.timeBack, actions.timeForward});
    m_run->addSeparator();
    m_nodes = addFilled(*m_run, std::move(fillers.fillNodes));
    m_run->addActions({actions.contrast, actions.runs});
}

void AppMenu::composeView(const Actions& actions)
{
    m_theme = m_view->addMenu(QString());
    m_theme->addActions(actions.themes->actions());
    m_language = m_view->addMenu(QString());
    m_language->addActions(actions.languages->actions());
    m_view->addAction(actions.reducedMotion);
    m_view->addSeparator();
    m_view->addActions({actions.plots, actions.producer, actions.sequence, actions.assignment,
        actions.segments, actions.eventLog, actions.why, actions.config});
    m_view->addAction(actions.enlargeLens);
}

void AppMenu::composeHelp(const Actions& actions)
{
    m_help->addActions({actions.shortcuts, actions.fidelity, actions.about});
}

void AppMenu::composeSpeeds()
{
    for (const double speed : kOfferedSpeeds) {
        QAction* action = m_speed->addAction(speedText(speed));
        connect(action, &QAction::triggered, this, [this, speed] { Q_EMIT speedRequested(speed); });
    }
}

void AppMenu::addExports(QMenu& menu, const Actions& actions)
{
    menu.addActions({actions.exportPng, actions.exportSvg, actions.exportSequence});
    menu.addSeparator();
    menu.addActions({actions.exportJsonLines, actions.exportCsv});
}

QMenu* AppMenu::addFilled(QMenu& parent, std::function<void(QMenu&)> fill)
{
    QMenu* menu = parent.addMenu(QString());
    connect(menu, &QMenu::aboutToShow, menu, [menu, fill = std::move(fill)] {
        menu->clear();
        fill(*menu);
    });
    return menu;
}

void AppMenu::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_recent->setTitle(tr("Open &recent"));
    m_export->setTitle(tr("&Export"));
    m_run->setTitle(tr("&Run"));
    m_nodes->setTitle(tr("&Do to"));
    m_view->setTitle(tr("&View"));
    m_theme->setTitle(tr("&Theme"));
    m_language->setTitle(tr("&Language"));
    m_help->setTitle(tr("&Help"));
}

} // namespace brokerscope::app

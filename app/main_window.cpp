#include "app/main_window.h"

#include "app/actions.h"
#include "app/app_folders.h"
#include "app/app_menu.h"
#include "app/conductor.h"
#include "app/exporter.h"
#include "app/file_dialogs.h"
#include "app/info_dialogs.h"
#include "app/language.h"
#include "app/log_directory_page.h"
#include "app/notice_bar.h"
#include "app/preferences.h"
#include "app/recording_light.h"
#include "app/runs_popup.h"
#include "app/top_bar.h"
#include "app/welcome_page.h"
#include "app/what_if.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "views/config/config_view.h"
#include "views/producer/producer_view.h"
#include "views/segments/segments_lens.h"
#include "views/sequence/sequence_view.h"
#include "views/stage/stage_view.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QIcon>
#include <QMenu>
#include <QMimeData>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

constexpr QSize kUsualSize{1440, 900};

/// Sessions on the welcome page and in the menu.
constexpr int kRecentShown = 10;

QString droppedFile(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(Preferences& preferences, Player::Clock clock, QWidget* parent)
    : QMainWindow(parent)
    , m_preferences(preferences)
    , m_workspace(std::make_unique<Workspace>(std::move(clock)))
    , m_actions(new Actions(this))
    , m_welcome(new WelcomePage)
    , m_page(new WorkspacePage)
    , m_directory(new LogDirectoryPage)
    , m_pages(new QStackedWidget)
    , m_conductor(new Conductor(*m_workspace, *m_page, this))
    , m_whatIf(std::make_unique<WhatIf>(*m_workspace, *m_page))
    , m_runs(new RunsPopup(m_workspace->runs(), this))
{
    m_menu = new AppMenu(*m_actions,
        {[this](QMenu& menu) {
             for (const QString& path : recentFiles()) {
                 menu.addAction(QDir::toNativeSeparators(path), this, [this, path] { open(path); });
             }
         },
            [this](QMenu& menu) { m_conductor->fillNodes(menu); }},
        this);
    m_topBar = new TopBar(*m_actions, {m_menu->menu(), m_menu->speedMenu(), m_menu->exportMenu()});
    m_exporter = new Exporter(
        [this] {
            return Exporter::Subject{m_workspace->player().scene(), m_conductor->selection(),
                {m_page->stage()->size(), 2, m_theme.name()},
                [this] { return m_page->sequence()->exportPicture(); }};
        },
        this);
    compose();
    connectFile();
    connectTransport();
    connectView();
    connectWorkspace();
    connectDirectory();
    connectWhatIf();
    setTheme(m_preferences.theme());
    showLanguage(m_preferences.language());
    setReducedMotion(m_preferences.reducedMotion());
    m_actions->reducedMotion->setChecked(m_preferences.reducedMotion());
    showOpened();
}

MainWindow::~MainWindow() = default;

void MainWindow::compose()
{
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_directory);
    auto* whole = new QWidget;
    auto* rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_pages, 1);
    m_notice = new NoticeBar(whole, m_topBar);
    setCentralWidget(whole);
    setAcceptDrops(true);
    setWindowIcon(QIcon(QStringLiteral(":/icons/brokerscope.svg")));
    qApp->installEventFilter(this);
    if (!restoreGeometry(m_preferences.windowGeometry())) {
        resize(kUsualSize);
    }
}

void MainWindow::connectFile()
{
    const auto openFile
        = [this] { askWhatToOpen(this, [this](const QString& path) { open(path); }); };
    connect(m_actions->open, &QAction::triggered, this, openFile);
    connect(m_welcome, &WelcomePage::fileDialogRequested, this, openFile);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::open);
    connect(m_actions->lessons, &QAction::triggered, this, [this] { m_workspace->close(); });
    connect(m_actions->saveAs, &QAction::triggered, this, &MainWindow::saveAs);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_exporter, &Exporter::exported, m_notice, &NoticeBar::showInfo);
    connect(m_exporter, &Exporter::failed, m_notice, &NoticeBar::showTrouble);
    const std::pair<QAction*, ExportFormat> exports[]{
        {m_actions->exportPng, ExportFormat::Png},
        {m_actions->exportSvg, ExportFormat::Svg},
        {m_actions->exportJsonLines, ExportFormat::JsonLines},
        {m_actions->exportCsv, ExportFormat::Csv},
    };
    for (const auto& [action, format] : exports) {
        connect(action, &QAction::triggered, m_exporter,
            [this, format = format] { m_exporter->ask(format); });
    }
    connect(m_actions->exportSequence, &QAction::triggered, m_exporter, &Exporter::askForSequence);
    connect(m_page->sequence(), &views::SequenceView::exportRequested, m_exporter,
        &Exporter::askForSequence);
}

void MainWindow::connectTransport()
{
    Player& player = m_workspace->player();
    connect(m_actions->play, &QAction::triggered, &player, &Player::togglePlaying);
    connect(m_actions->toStart, &QAction::triggered, &player, &Player::toStart);
    connect(m_actions->toEnd, &QAction::triggered, &player, &Player::toEnd);
    connect(m_actions->slower, &QAction::triggered, &player, &Player::slower);
    connect(m_actions->faster, &QAction::triggered, &player, &Player::faster);
    connect(m_menu, &AppMenu::speedRequested, &player, &Player::setSpeed);
    const std::tuple<QAction*, StepUnit, Direction> steps[]{
        {m_actions->eventBack, StepUnit::Event, Direction::Back},
        {m_actions->eventForward, StepUnit::Event, Direction::Forward},
        {m_actions->messageBack, StepUnit::Message, Direction::Back},
        {m_actions->messageForward, StepUnit::Message, Direction::Forward},
        {m_actions->lessonBack, StepUnit::LessonStep, Direction::Back},
        {m_actions->lessonForward, StepUnit::LessonStep, Direction::Forward},
        {m_actions->timeBack, StepUnit::Time, Direction::Back},
        {m_actions->timeForward, StepUnit::Time, Direction::Forward},
    };
    for (const auto& [action, unit, direction] : steps) {
        connect(action, &QAction::triggered, &player,
            [&player, unit = unit, direction = direction] { player.step(unit, direction); });
    }
    connect(&player, &Player::playingChanged, m_topBar, &TopBar::setPlaying);
    connect(&player, &Player::playingChanged, m_actions, &Actions::setPlaying);
    connect(&player, &Player::speedChanged, m_topBar, &TopBar::setSpeed);
    m_topBar->setSpeed(player.speed());
}

void MainWindow::connectView()
{
    connect(
        m_actions->light, &QAction::triggered, this, [this] { setTheme(views::ThemeName::Light); });
    connect(
        m_actions->dark, &QAction::triggered, this, [this] { setTheme(views::ThemeName::Dark); });
    connect(m_actions->projector, &QAction::triggered, this,
        [this] { setTheme(views::ThemeName::Projector); });
    connect(m_actions->english, &QAction::triggered, this,
        [this] { showLanguage(QStringLiteral("en")); });
    connect(m_actions->chinese, &QAction::triggered, this,
        [this] { showLanguage(QStringLiteral("zh_CN")); });
    connect(m_actions->reducedMotion, &QAction::toggled, this, [this](bool reduced) {
        m_preferences.setReducedMotion(reduced);
        setReducedMotion(reduced);
    });
    connect(m_actions->plots, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Plots); });
    connect(m_actions->producer, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Producer); });
    connect(m_actions->sequence, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Sequence); });
    connect(m_actions->assignment, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Assignment); });
    connect(m_actions->segments, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Segments); });
    connect(m_actions->enlargeLens, &QAction::toggled, m_page, &WorkspacePage::setLensEnlarged);
    connect(m_page, &WorkspacePage::lensEnlarged, m_actions->enlargeLens, &QAction::setChecked);
    connect(m_actions->eventLog, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::EventLog); });
    connect(m_actions->why, &QAction::triggered, this,
        [this] { m_page->showLens(WorkspacePage::Why); });
    connect(m_actions->config, &QAction::triggered, this, [this] {
        m_page->showLens(WorkspacePage::Config);
        m_page->config()->startSearching();
    });
    connect(m_actions->shortcuts, &QAction::triggered, this,
        [this] { showShortcuts(this, *m_actions); });
    connect(m_actions->fidelity, &QAction::triggered, this, [this] { showFidelity(this); });
    connect(m_actions->about, &QAction::triggered, this, [this] { showAbout(this); });
    auto* menuKey = new QShortcut(Qt::Key_F10, this);
    connect(menuKey, &QShortcut::activated, this,
        [this] { m_menu->menu()->popup(m_topBar->mapToGlobal(QPoint(8, m_topBar->height()))); });
}

void MainWindow::connectWorkspace()
{
    connect(m_workspace.get(), &Workspace::opened, this, &MainWindow::showOpened);
    connect(m_workspace.get(), &Workspace::runShown, this, &MainWindow::showRun);
    connect(m_workspace.get(), &Workspace::refused, m_notice, &NoticeBar::showTrouble);
    connect(m_conductor, &Conductor::sceneShown, m_topBar, &TopBar::setScene);
    connect(m_conductor, &Conductor::informed, m_notice, &NoticeBar::showInfo);
    connect(m_actions->contrast, &QAction::triggered, m_workspace.get(), &Workspace::forkContrast);
    connect(m_actions->runs, &QAction::triggered, this,
        [this] { m_runs->openBelow(*m_topBar->runsButton()); });
    connect(m_runs, &RunsPopup::runRequested, m_workspace.get(), &Workspace::switchTo);

    SessionRecorder& recorder = m_workspace->recorder();
    connect(&recorder, &SessionRecorder::troubled, m_notice, &NoticeBar::showTrouble);
    connect(&recorder, &SessionRecorder::fileChanged, this, [this, &recorder] {
        m_topBar->recording()->setFile(recorder.path(), recorder.isWriting());
    });

    RunExecutor& executor = m_workspace->executor();
    connect(&executor, &RunExecutor::busyChanged, this, [this](bool busy) {
        busy ? m_notice->showProgress(tr("The scenario is running…")) : m_notice->endProgress();
    });
    connect(&executor, &RunExecutor::progressed, m_notice, &NoticeBar::setProgress);
    connect(m_notice, &NoticeBar::cancelRequested, &executor, &RunExecutor::cancel);
}

void MainWindow::connectDirectory()
{
    connect(m_actions->openDirectory, &QAction::triggered, this,
        [this] { askForLogDirectory(this, [this](const QString& path) { open(path); }); });
    connect(m_directory, &LogDirectoryPage::listed, this, &MainWindow::showDirectory);
    connect(m_directory, &LogDirectoryPage::failed, m_notice, &NoticeBar::showTrouble);
    connect(m_directory, &LogDirectoryPage::backRequested, this, &MainWindow::showOpened);
    connect(m_directory, &LogDirectoryPage::progressed, m_notice, &NoticeBar::setProgress);
    connect(m_directory, &LogDirectoryPage::busyChanged, this, [this](bool busy) {
        busy ? m_notice->showProgress(tr("The directory is being read…")) : m_notice->endProgress();
    });
    connect(m_notice, &NoticeBar::cancelRequested, m_directory, &LogDirectoryPage::cancel);
}

void MainWindow::connectWhatIf()
{
    connect(m_conductor, &Conductor::selected, m_whatIf.get(), &WhatIf::select);
    connect(m_conductor, &Conductor::sceneShown, m_whatIf.get(), &WhatIf::follow);
    connect(m_page, &WorkspacePage::escaped, m_whatIf.get(), &WhatIf::cancel);
}

void MainWindow::setReducedMotion(bool reduced)
{
    m_workspace->player().setReducedMotion(reduced);
    m_page->stage()->setReducedMotion(reduced);
    m_page->producer()->setReducedMotion(reduced);
    m_page->segments()->setReducedMotion(reduced);
    m_directory->setReducedMotion(reduced);
}

void MainWindow::open(const QString& name)
{
    m_notice->dismiss();
    if (isDirectory(name)) {
        m_directory->open(name);
        return;
    }
    if (const std::optional<QString> trouble = m_workspace->open(name)) {
        m_notice->showTrouble(*trouble);
        return;
    }
    if (name.endsWith(QStringLiteral(".brokerscope"))) {
        m_preferences.addRecentSession(name);
    }
}

void MainWindow::saveAs()
{
    const views::Scene scene = m_workspace->player().scene();
    askWhereToSave(this, tr("Save the session"),
        suggestedFileName(scene, QStringLiteral("brokerscope"), false),
        tr("Sessions (*.brokerscope)"), QStringLiteral("brokerscope"), [this](const QString& path) {
            if (const std::optional<QString> trouble = m_workspace->saveAs(path)) {
                m_notice->showTrouble(*trouble);
                return;
            }
            m_preferences.addRecentSession(path);
            m_notice->showInfo(tr("The session is now recorded in %1").arg(path));
        });
}

bool MainWindow::isWelcoming() const
{
    return m_pages->currentWidget() == m_welcome;
}

bool MainWindow::isShowingDirectory() const
{
    return m_pages->currentWidget() == m_directory;
}

void MainWindow::showDirectory()
{
    // What was open stays so, and is there again on the way back.
    m_workspace->player().pause();
    m_actions->setScenarioOpen(false);
    m_topBar->setTransportVisible(false);
    m_pages->setCurrentWidget(m_directory);
    setWindowTitle(m_directory->path() % QStringLiteral(" – Brokerscope"));
}

void MainWindow::showOpened()
{
    m_directory->close();
    const bool isOpen = m_workspace->isOpen();
    m_actions->setScenarioOpen(isOpen);
    m_actions->contrast->setEnabled(m_workspace->hasContrast());
    m_topBar->setTransportVisible(isOpen);
    m_pages->setCurrentWidget(isOpen ? static_cast<QWidget*>(m_page) : m_welcome);
    if (isOpen) {
        m_conductor->showScene();
        m_page->stage()->setFocus();
    } else {
        m_welcome->setRecentSessions(recentFiles());
        m_welcome->setFocus();
    }
    const Run* root = m_workspace->runs().root();
    setWindowTitle(root == nullptr
            ? QStringLiteral("Brokerscope")
            : QString::fromStdString(root->view.scenario->id) % QStringLiteral(" – Brokerscope"));
}

void MainWindow::showRun()
{
    const RunTree& runs = m_workspace->runs();
    const Run* current = runs.current();
    const auto number = current == nullptr ? 0 : static_cast<int>(current - runs.runs().data()) + 1;
    const bool isRoot = current == nullptr || current == runs.root();
    m_topBar->setRun({number, static_cast<int>(runs.runs().size()), m_workspace->isPreviewing(),
        isRoot ? QString() : runs.label(*current)});
}

QStringList MainWindow::recentFiles() const
{
    QStringList files = m_preferences.recentSessions();
    for (const QString& path : autosavedSessions()) {
        if (!files.contains(path)) {
            files.append(path);
        }
    }
    std::stable_sort(files.begin(), files.end(), [](const QString& a, const QString& b) {
        return QFileInfo(a).lastModified() > QFileInfo(b).lastModified();
    });
    return files.mid(0, kRecentShown);
}

void MainWindow::setTheme(views::ThemeName name)
{
    m_theme = views::Theme(name);
    m_preferences.setTheme(name);
    const QPalette palette = views::paletteOf(m_theme);
    QApplication::setPalette(palette);
    QApplication::setFont(m_theme.font(views::FontRole::Body));
    QToolTip::setPalette(palette);
    QToolTip::setFont(m_theme.font(views::FontRole::Small));

    QPalette window = palette;
    window.setColor(QPalette::Window, m_theme.color(views::Ink::Window));
    setPalette(window);
    views::applyTheme(m_topBar, m_theme);
    m_topBar->setTheme(m_theme);
    views::applyTheme(m_notice, m_theme);
    m_notice->setTheme(m_theme);
    m_welcome->setTheme(m_theme);
    m_page->setTheme(m_theme);
    m_directory->setTheme(m_theme);
    m_runs->setTheme(m_theme);
    QAction* const chosen[]{m_actions->light, m_actions->dark, m_actions->projector};
    chosen[static_cast<int>(name)]->setChecked(true);
}

void MainWindow::showLanguage(const QString& language)
{
    setLanguage(language);
    m_preferences.setLanguage(language);
    (language == QStringLiteral("zh_CN") ? m_actions->chinese : m_actions->english)
        ->setChecked(true);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_actions->retranslate();
        m_menu->retranslate();
        m_conductor->showScene();
        showRun();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_preferences.setWindowGeometry(saveGeometry());
    m_workspace->close();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString file = droppedFile(*event->mimeData());
    if (!file.isEmpty()) {
        event->acceptProposedAction();
        open(file);
    }
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Space presses the button that Tab has led to; everywhere else it plays.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space
        && qobject_cast<QAbstractButton*>(watched) != nullptr) {
        event->accept();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace brokerscope::app

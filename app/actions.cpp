#include "app/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QWidget>

namespace brokerscope::app {

Actions::Actions(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    themes = new QActionGroup(this);
    languages = new QActionGroup(this);

    open = add({QKeySequence::Open});
    openDirectory = add({Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    lessons = add({Qt::CTRL | Qt::Key_L});
    saveAs = add({QKeySequence::Save, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    exportPng = add({Qt::CTRL | Qt::Key_E});
    exportSvg = add({Qt::CTRL | Qt::SHIFT | Qt::Key_E});
    exportSequence = add();
    exportJsonLines = add({Qt::CTRL | Qt::Key_J});
    exportCsv = add({Qt::CTRL | Qt::SHIFT | Qt::Key_J});
    quit = add({Qt::CTRL | Qt::Key_Q});

    play = add({Qt::Key_Space});
    eventBack = add({Qt::Key_Left});
    eventForward = add({Qt::Key_Right});
    messageBack = add({Qt::SHIFT | Qt::Key_Left});
    messageForward = add({Qt::SHIFT | Qt::Key_Right});
    lessonBack = add({Qt::Key_PageUp});
    lessonForward = add({Qt::Key_PageDown});
    timeBack = add({Qt::CTRL | Qt::Key_Left});
    timeForward = add({Qt::CTRL | Qt::Key_Right});
    toStart = add({Qt::Key_Home});
    toEnd = add({Qt::Key_End});
    slower = add({Qt::Key_BracketLeft});
    faster = add({Qt::Key_BracketRight});
    contrast = add({Qt::CTRL | Qt::Key_K});
    runs = add({Qt::CTRL | Qt::Key_R});

    light = addCheckable(themes);
    dark = addCheckable(themes);
    projector = addCheckable(themes);
    english = addCheckable(languages);
    chinese = addCheckable(languages);
    reducedMotion = addCheckable(nullptr);
    plots = add({Qt::CTRL | Qt::Key_1});
    sequence = add({Qt::CTRL | Qt::Key_5});
    assignment = add({Qt::CTRL | Qt::Key_8});
    segments = add({Qt::CTRL | Qt::Key_2});
    eventLog = add({Qt::CTRL | Qt::Key_3, QKeySequence(Qt::CTRL | Qt::Key_F)});
    why = add({Qt::CTRL | Qt::Key_4});
    config = add({Qt::CTRL | Qt::Key_6});
    producer = add({Qt::CTRL | Qt::Key_7});
    enlargeLens = add({Qt::CTRL | Qt::Key_M});
    enlargeLens->setCheckable(true);

    shortcuts = add({Qt::Key_F1});
    fidelity = add();
    about = add();

    for (QAction* step : {eventBack, eventForward, messageBack, messageForward, timeBack,
             timeForward, slower, faster}) {
        step->setAutoRepeat(true);
    }
    retranslate();
}

QAction* Actions::add(std::initializer_list<QKeySequence> keys)
{
    auto* action = new QAction(this);
    action->setShortcuts(QList<QKeySequence>(keys));
    action->setAutoRepeat(false);
    m_window->addAction(action);
    m_all.push_back(action);
    return action;
}

QAction* Actions::addCheckable(QActionGroup* group)
{
    QAction* action = add();
    action->setCheckable(true);
    action->setActionGroup(group);
    return action;
}

void Actions::setScenarioOpen(bool isOpen)
{
    for (QAction* action : {lessons, saveAs, exportPng, exportSvg, exportSequence, exportJsonLines,
             exportCsv, play, eventBack, eventForward, messageBack, messageForward, lessonBack,
             lessonForward, timeBack, timeForward, toStart, toEnd, slower, faster, contrast, runs,
             plots, producer, sequence, assignment, segments, eventLog, why, config, enlargeLens}) {
        action->setEnabled(isOpen);
    }
}

void Actions::setPlaying(bool playing)
{
    m_playing = playing;
    retranslate();
}

void Actions::retranslate()
{
    open->setText(tr("&Open…"));
    openDirectory->setText(tr("Open Kafka log &directory…"));
    lessons->setText(tr("&Lessons"));
    saveAs->setText(tr("&Save session as…"));
    exportPng->setText(tr("Picture as &PNG…"));
    exportSvg->setText(tr("Picture as &SVG…"));
    exportSequence->setText(tr("Sequence &diagram as SVG…"));
    exportJsonLines->setText(tr("Events as &JSON Lines…"));
    exportCsv->setText(tr("Events as &CSV…"));
    quit->setText(tr("&Quit"));

    play->setText(m_playing ? tr("&Pause") : tr("&Play"));
    eventBack->setText(tr("Back by one event"));
    eventForward->setText(tr("Forward by one event"));
    messageBack->setText(tr("Back by one message"));
    messageForward->setText(tr("Forward by one message"));
    lessonBack->setText(tr("Previous lesson step"));
    lessonForward->setText(tr("Next lesson step"));
    timeBack->setText(tr("Back by 10 ms"));
    timeForward->setText(tr("Forward by 10 ms"));
    toStart->setText(tr("To the start"));
    toEnd->setText(tr("To the end"));
    slower->setText(tr("Slower"));
    faster->setText(tr("Faster"));
    contrast->setText(tr("Contrast run"));
    runs->setText(tr("Runs of this session"));

    light->setText(tr("&Light"));
    dark->setText(tr("&Dark"));
    projector->setText(tr("&Projector"));
    // Languages are named in themselves.
    english->setText(QStringLiteral("English"));
    chinese->setText(QStringLiteral("中文"));
    reducedMotion->setText(tr("&Reduced motion"));
    plots->setText(tr("Plots"));
    producer->setText(tr("Producer"));
    sequence->setText(tr("Sequence"));
    assignment->setText(tr("Assignment"));
    segments->setText(tr("Segments"));
    eventLog->setText(tr("Event log"));
    why->setText(tr("Why?"));
    config->setText(tr("Config"));
    enlargeLens->setText(tr("Enlarge the lens"));

    shortcuts->setText(tr("&Keyboard shortcuts"));
    fidelity->setText(tr("&What is simplified"));
    about->setText(tr("&About Brokerscope"));

    for (QAction* action : m_all) {
        const QString keys = keysText(*action);
        action->setToolTip(
            keys.isEmpty() ? action->iconText() : tr("%1 (%2)").arg(action->iconText(), keys));
    }
}

QString keysText(const QAction& action)
{
    QStringList keys;
    const QList<QKeySequence> shortcuts = action.shortcuts();
    for (const QKeySequence& shortcut : shortcuts) {
        keys.append(shortcut.toString(QKeySequence::NativeText));
    }
    return keys.join(QStringLiteral(", "));
}

} // namespace brokerscope::app

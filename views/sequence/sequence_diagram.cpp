#include "views/sequence/sequence_diagram.h"

#include "views/picture/painter.h"
#include "views/picture/sketch.h"
#include "views/sequence/sequence_ids.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

// The usual window is so long that a typical message falls by about a twentieth of the height.
constexpr std::int64_t kUsualWays = 20;
constexpr Duration kShortestUsual = milliseconds(2);
constexpr Duration kLongestUsual = seconds(5);

} // namespace

SequenceDiagram::SequenceDiagram(QWidget* parent)
    : PictureWidget(parent)
    , m_data(std::make_shared<SequenceData>())
{
    setObjectName(QStringLiteral("sequence"));
    setAccessibleName(tr("Sequence"));
}

Timestamp SequenceDiagram::end() const
{
    return std::max(m_data->end, Timestamp(1));
}

void SequenceDiagram::setScene(const Scene& scene)
{
    const bool otherHistory = scene.run.history != m_scene.run.history;
    m_scene = scene;
    if (otherHistory) {
        const bool isFirst = m_data->messages.empty();
        m_data = scene.run ? gatherSequence(*scene.run.history) : std::make_shared<SequenceData>();
        m_shown = scene.run ? filtered(*m_data, scene.run.history->roster(), m_filter)
                            : ShownSequence{};
        m_focus = scene.run ? focusOn(m_selection, *m_data, *scene.run.history) : SequenceFocus{};
        linesChanged();
        if (isFirst || m_window.to > end()) {
            showUsualWindow();
        }
    }
    pictureChanged();
    keepPlayheadInSight();
}

void SequenceDiagram::setSelection(const Selection& selection)
{
    if (selection != m_selection) {
        m_selection = selection;
        m_focus = m_scene.run ? focusOn(selection, *m_data, *m_scene.run.history) : SequenceFocus{};
        linesChanged();
    }
}

void SequenceDiagram::setFilter(const SequenceFilter& filter)
{
    if (filter != m_filter) {
        m_filter = filter;
        m_shown = m_scene.run ? filtered(*m_data, m_scene.run.history->roster(), filter)
                              : ShownSequence{};
        linesChanged();
        scrollTo(m_scroll);
    }
}

void SequenceDiagram::setTheme(const Theme& theme)
{
    PictureWidget::setTheme(theme);
    linesChanged();
}

void SequenceDiagram::setWindow(const TimelineWindow& window)
{
    if (window != m_window && window.to > window.from) {
        m_window = window;
        linesChanged();
    }
}

void SequenceDiagram::showUsualWindow()
{
    const Duration length
        = std::clamp(m_data->usualWay * kUsualWays, kShortestUsual, kLongestUsual);
    const Timestamp from = std::max(Timestamp(), m_scene.playhead.time - length * 7 / 10);
    setWindow(panned({from, from + std::min(length, end() - Timestamp())}, {}, end()));
}

// A playhead that plays out of the window takes the window along: page by page, since labels that
// crawl cannot be read.
void SequenceDiagram::keepPlayheadInSight()
{
    if (m_action != Action::None || !m_scene.run || m_window.contains(m_scene.playhead.time)) {
        return;
    }
    const bool isAhead = m_scene.playhead.time > m_window.to;
    const Duration lead = m_window.length() * (isAhead ? 2 : 8) / 10;
    setWindow(panned(m_window, m_scene.playhead.time - lead - m_window.from, end()));
}

void SequenceDiagram::linesChanged()
{
    m_layout.reset();
    m_lines.reset();
    m_pixmap = {};
    pictureChanged();
}

const SequenceLayout& SequenceDiagram::layout() const
{
    if (!m_layout) {
        const Sketch metrics(size(), isLarge());
        const std::size_t nodes = m_scene.run ? m_scene.run.history->roster().nodes.size() : 0;
        m_layout = layOutSequence(m_shown, nodes, m_window, size(), m_scroll, metrics);
    }
    return *m_layout;
}

SequenceSubject SequenceDiagram::subject() const
{
    return {*m_data, m_shown, m_scene.run, m_selection, m_focus};
}

const Picture& SequenceDiagram::lines() const
{
    if (!m_lines) {
        m_lines = sequenceLines(subject(), layout(), isLarge());
    }
    return *m_lines;
}

Picture SequenceDiagram::makePicture() const
{
    Picture picture = lines();
    const Picture overlay = sequenceOverlay(m_scene.playhead, layout(), isLarge());
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

void SequenceDiagram::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_pixmap.isNull() || m_pixmap.devicePixelRatio() != ratio) {
        m_pixmap = QPixmap((QSizeF(size()) * ratio).toSize());
        m_pixmap.setDevicePixelRatio(ratio);
        m_pixmap.fill(theme().color(Ink::Card));
        QPainter painter(&m_pixmap);
        paint(painter, lines(), theme(), rect());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_pixmap);
    paint(painter, sequenceOverlay(m_scene.playhead, layout(), isLarge()), theme());
    paintFocusRing(painter);
}

void SequenceDiagram::resizeEvent(QResizeEvent* event)
{
    PictureWidget::resizeEvent(event);
    linesChanged();
    scrollTo(m_scroll);
}

void SequenceDiagram::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Sequence"));
        linesChanged();
    }
    PictureWidget::changeEvent(event);
}

QString SequenceDiagram::summary() const
{
    if (!m_scene.run) {
        return tr("No run is open");
    }
    QStringList names;
    for (const NodeId node : m_shown.lifelines) {
        names.append(nodeName(*m_scene.run.history, node));
    }
    const Excerpt messages = messagesWithin(*m_data, m_shown, m_window, kMostMessages);
    return tr("%n message(s) between %1 from %2 to %3, the playhead at %4", nullptr,
        static_cast<int>(messages.outOf))
        .arg(names.join(QStringLiteral(", ")), timeText(m_window.from), timeText(m_window.to),
            timeText(m_scene.playhead.time));
}

bool SequenceDiagram::isTabStop(const QString& id) const
{
    // Every message would be a long way to Tab through; the arrow keys reach them from here.
    return id.startsWith(QLatin1String("lifeline:")) || id.startsWith(QLatin1String("outage:"))
        || id.startsWith(QLatin1String("lost:")) || id == QLatin1String("playhead");
}

void SequenceDiagram::activated(const QString& id)
{
    if (!m_scene.run) {
        return;
    }
    const history::History& history = *m_scene.run.history;
    if (const Selection selection = sequenceSelectionFor(id, history);
        selection.kind != Selection::Kind::None) {
        Q_EMIT selectionRequested(selection);
    }
    if (const auto event = sequenceEventOf(id, history)) {
        Q_EMIT timeRequested(history.event(*event).time);
    }
}

void SequenceDiagram::menuAsked(const QString& id, QPoint globalPosition)
{
    const NodeId node = m_scene.run ? lifelineOf(id, *m_scene.run.history) : kNoNode;
    if (node != kNoNode) {
        Q_EMIT nodeMenuRequested(node, globalPosition);
    }
}

} // namespace brokerscope::views

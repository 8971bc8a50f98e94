#include "views/assignment/assignment_canvas.h"

#include "views/assignment/rebalance_text.h"
#include "views/picture/painter.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace brokerscope::views {

AssignmentCanvas::AssignmentCanvas(QWidget* parent)
    : PictureWidget(parent)
    , m_data(std::make_shared<RebalanceData>())
{
    setObjectName(QStringLiteral("assignment"));
    setAccessibleName(tr("Assignment"));
}

const GroupRebalances* AssignmentCanvas::group() const
{
    return m_group < m_data->groups.size() ? &m_data->groups[m_group] : nullptr;
}

void AssignmentCanvas::setScene(const Scene& scene)
{
    const bool isOther = scene.run.history != m_scene.run.history;
    m_scene = scene;
    if (isOther) {
        m_data = scene.run ? gatherRebalances(*scene.run.history)
                           : std::make_shared<const RebalanceData>();
        m_comparisons.clear();
        m_group = std::min(m_group, std::max<std::size_t>(1, m_data->groups.size()) - 1);
        showRebalance(group() == nullptr ? 0 : group()->at(scene.playhead.applied));
    } else {
        follow();
    }
    pictureChanged();
}

/// The playhead has moved.
void AssignmentCanvas::follow()
{
    const std::size_t rebalance = group() == nullptr ? 0 : group()->at(m_scene.playhead.applied);
    if (rebalance != m_rebalance) {
        showRebalance(rebalance);
    }
}

void AssignmentCanvas::showRebalance(std::size_t rebalance)
{
    m_rebalance = rebalance;
    m_comparison.reset();
    m_choice = {};
    if (group() != nullptr) {
        auto& cached = m_comparisons[{m_group, rebalance}];
        if (!cached) {
            cached = compareStrategies(m_scene.run, group()->rebalances.at(rebalance));
        }
        m_comparison = cached;
        m_choice.outcome = cached ? cached->present : 0;
    }
    baseChanged();
    Q_EMIT shownChanged();
}

void AssignmentCanvas::setSelection(const Selection& selection)
{
    if (selection != m_selection) {
        m_selection = selection;
        baseChanged();
    }
}

void AssignmentCanvas::setTheme(const Theme& theme)
{
    PictureWidget::setTheme(theme);
    baseChanged();
}

void AssignmentCanvas::chooseGroup(std::size_t group)
{
    if (group != m_group && group < m_data->groups.size()) {
        m_group = group;
        showRebalance(m_data->groups[group].at(m_scene.playhead.applied));
    }
}

void AssignmentCanvas::chooseOutcome(std::size_t outcome)
{
    if (m_comparison && outcome < m_comparison->outcomes.size()) {
        m_choice = {outcome, std::nullopt};
        baseChanged();
        Q_EMIT shownChanged();
    }
}

void AssignmentCanvas::setSteps(std::optional<std::size_t> steps)
{
    if (!m_comparison) {
        return;
    }
    const std::size_t all = m_comparison->outcomes.at(m_choice.outcome).decisions.size();
    m_choice.steps = steps ? std::optional(std::min(*steps, all)) : std::nullopt;
    baseChanged();
    Q_EMIT shownChanged();
}

// Forward from the whole assignment begins with the first decision, backward with the last.
void AssignmentCanvas::step(int by)
{
    if (!m_comparison) {
        return;
    }
    const auto all
        = static_cast<std::ptrdiff_t>(m_comparison->outcomes.at(m_choice.outcome).decisions.size());
    const std::ptrdiff_t from = m_choice.steps ? static_cast<std::ptrdiff_t>(*m_choice.steps)
        : by > 0                               ? 0
                                               : all + 1;
    setSteps(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + by, 0, all)));
}

void AssignmentCanvas::askForRebalance(std::size_t rebalance)
{
    if (group() != nullptr && rebalance < group()->rebalances.size()) {
        Q_EMIT timeRequested(group()->rebalances[rebalance].assignedAt);
    }
}

void AssignmentCanvas::askForNeighbour(int by)
{
    const std::ptrdiff_t wanted = static_cast<std::ptrdiff_t>(m_rebalance) + by;
    if (wanted >= 0) {
        askForRebalance(static_cast<std::size_t>(wanted));
    }
}

AssignmentSubject AssignmentCanvas::subject() const
{
    return {m_scene.run, group(), m_rebalance, m_comparison.get(), m_choice, m_selection};
}

void AssignmentCanvas::baseChanged()
{
    m_base.reset();
    m_pixmap = {};
    pictureChanged();
}

const Picture& AssignmentCanvas::base() const
{
    if (!m_base) {
        m_base = assignmentBase(subject(), size(), isLarge());
    }
    return *m_base;
}

Picture AssignmentCanvas::makePicture() const
{
    Picture picture = base();
    const Picture overlay = assignmentOverlay(subject(), m_scene.playhead, size(), isLarge());
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

void AssignmentCanvas::paintEvent(QPaintEvent* /*event*/)
{
    const double ratio = devicePixelRatioF();
    if (m_pixmap.isNull() || m_pixmap.devicePixelRatio() != ratio) {
        m_pixmap = QPixmap((QSizeF(size()) * ratio).toSize());
        m_pixmap.setDevicePixelRatio(ratio);
        m_pixmap.fill(theme().color(Ink::Card));
        QPainter painter(&m_pixmap);
        paint(painter, base(), theme(), rect());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_pixmap);
    paint(painter, assignmentOverlay(subject(), m_scene.playhead, size(), isLarge()), theme());
    paintFocusRing(painter);
}

void AssignmentCanvas::resizeEvent(QResizeEvent* event)
{
    PictureWidget::resizeEvent(event);
    baseChanged();
}

void AssignmentCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Assignment"));
        m_comparisons.clear(); // the strategies have names
        const AssignmentChoice choice = m_choice;
        showRebalance(m_rebalance);
        m_choice = choice;
        baseChanged();
    }
    PictureWidget::changeEvent(event);
}

// --- what a person does --------------------------------------------------------------------------

void AssignmentCanvas::mousePressEvent(QMouseEvent* event)
{
    PictureWidget::mousePressEvent(event);
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (const Shape* const shape = picture().at(event->position())) {
        activated(QString(shape->id));
    }
}

void AssignmentCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Comma:
        step(-1);
        break;
    case Qt::Key_Period:
        step(1);
        break;
    case Qt::Key_Slash:
        setSteps(std::nullopt);
        break;
    case Qt::Key_P:
        askForNeighbour(-1);
        break;
    case Qt::Key_N:
        askForNeighbour(1);
        break;
    default:
        PictureWidget::keyPressEvent(event);
    }
}

NodeId AssignmentCanvas::memberOf(const QString& id) const
{
    const bool isMember = id.startsWith(QLatin1String("member:"))
        || id.startsWith(QLatin1String("row:")) || id.startsWith(QLatin1String("phase:"));
    if (!isMember || !m_scene.run) {
        return kNoNode;
    }
    const QString name = id.section(QLatin1Char(':'), 1).section(QLatin1Char('/'), 0, 0);
    return m_scene.run.history->roster().node(name.toStdString()).value_or(kNoNode);
}

void AssignmentCanvas::activated(const QString& id)
{
    if (!m_scene.run) {
        return;
    }
    const QString rest = id.section(QLatin1Char(':'), 1);
    Selection selection;
    if (id.startsWith(QLatin1String("strategy:")) && m_comparison) {
        const auto& outcomes = m_comparison->outcomes;
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const QString name = outcomes[i].strategy
                ? toQString(assignor::strategyName(*outcomes[i].strategy))
                : QStringLiteral("own");
            if (name == rest) {
                chooseOutcome(i);
                return;
            }
        }
    } else if (id.startsWith(QLatin1String("decision:"))) {
        setSteps(rest.toULongLong() + 1);
    } else if (id.startsWith(QLatin1String("partition:")) || id.startsWith(QLatin1String("had:"))
        || id.startsWith(QLatin1String("gets:")) || id.startsWith(QLatin1String("still:"))) {
        if (const auto partition = m_scene.run.history->roster().partition(rest.toStdString())) {
            selection.kind = Selection::Kind::Partition;
            selection.partition = *partition;
            Q_EMIT selectionRequested(selection);
        }
    } else if (const NodeId member = memberOf(id); member != kNoNode) {
        selection.kind = Selection::Kind::Node;
        selection.node = member;
        Q_EMIT selectionRequested(selection);
    }
}

void AssignmentCanvas::menuAsked(const QString& id, QPoint globalPosition)
{
    if (const NodeId member = memberOf(id); member != kNoNode) {
        Q_EMIT nodeMenuRequested(member, globalPosition);
    }
}

bool AssignmentCanvas::isTabStop(const QString& id) const
{
    // Partitions, lines and phases are many; the arrow keys reach them from here.
    return id.startsWith(QLatin1String("member:")) || id.startsWith(QLatin1String("strategy:"))
        || id.startsWith(QLatin1String("row:")) || id == QLatin1String("title")
        || id == QLatin1String("summary") || id == QLatin1String("why");
}

QString AssignmentCanvas::summary() const
{
    if (group() == nullptr) {
        return m_scene.run ? tr("No group has rebalanced in this run.") : tr("No run is open");
    }
    const history::History& history = *m_scene.run.history;
    const Rebalance& rebalance = group()->rebalances.at(m_rebalance);
    const AssignmentGraph graph
        = assignmentGraph(history, rebalance, m_comparison.get(), m_choice.outcome, m_choice.steps);
    return tr("Group %1, %2: %3")
        .arg(toQString(history.text(group()->name)), generationText(history, rebalance),
            standstillText(history, rebalance, graph.rows.size()));
}

} // namespace brokerscope::views

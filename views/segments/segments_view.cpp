#include "views/segments/segments_view.h"

#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/segments/batch_panel.h"
#include "views/segments/look_up_panel.h"
#include "views/segments/look_up_target.h"
#include "views/segments/look_up_view.h"
#include "views/segments/problem_text.h"
#include "views/segments/strip_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace brokerscope::views {

namespace {

constexpr std::chrono::milliseconds kUntilWaiting{500};
constexpr int kProgressWidth = 220;

} // namespace

SegmentsView::SegmentsView(QWidget* parent, std::chrono::milliseconds patience)
    : QWidget(parent)
    , m_reader(patience)
    , m_pages(new QStackedWidget)
    , m_empty(makeWrappedLabel(FontRole::Body, Ink::TextMuted))
    , m_scroll(new QScrollArea)
    , m_whole(new QWidget)
    , m_names(new QWidget)
    , m_name(new TextLabel(FontRole::BodyStrong, Ink::Text))
    , m_settings(new TextLabel(FontRole::Small, Ink::TextMuted))
    , m_trouble(makeWrappedLabel(FontRole::Small, Ink::Danger))
    , m_untilWaiting(new QTimer(this))
    , m_waiting(new QWidget)
    , m_progress(new QProgressBar)
    , m_cancel(new PillButton)
    , m_strip(new StripView)
    , m_lookUp(new LookUpPanel)
    , m_batch(new BatchPanel)
{
    compose();
    connectParts();
    retranslate();
}

void SegmentsView::compose()
{
    auto* nameRow = new QHBoxLayout(m_names);
    nameRow->setContentsMargins(0, 0, 12, 0);
    nameRow->setSpacing(10);
    nameRow->addWidget(m_name);
    nameRow->addWidget(m_settings);
    auto* heading = new FlowLayout(8);
    heading->addWidget(m_names);
    heading->addWidget(m_lookUp->asker());

    auto* waitingRow = new QHBoxLayout(m_waiting);
    waitingRow->setContentsMargins(0, 0, 0, 0);
    waitingRow->setSpacing(10);
    waitingRow->addWidget(m_progress);
    waitingRow->addWidget(m_cancel);
    waitingRow->addStretch(1);
    m_progress->setRange(0, 0); // nobody knows how much a scan will have to read
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setTextVisible(false);
    m_waiting->hide();

    auto* rows = new QVBoxLayout(m_whole);
    rows->setContentsMargins(0, 2, 6, 2);
    rows->setSpacing(6);
    rows->addLayout(heading);
    rows->addWidget(m_trouble);
    rows->addWidget(m_waiting);
    rows->addWidget(m_strip);
    rows->addWidget(m_lookUp);
    rows->addWidget(m_batch, 1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_whole);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    m_empty->setAlignment(Qt::AlignCenter);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_scroll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_trouble->hide();
}

void SegmentsView::connectParts()
{
    connect(&m_reader, &LogReader::looked, this, &SegmentsView::showContent);
    m_untilWaiting->setSingleShot(true);
    m_untilWaiting->setInterval(kUntilWaiting);
    connect(m_untilWaiting, &QTimer::timeout, this, &SegmentsView::showWaiting);
    connect(m_cancel, &QAbstractButton::clicked, this, &SegmentsView::cancelOrReadAgain);
    connect(&m_reader, &LogReader::busyChanged, this, [this](bool busy) {
        showHeading();
        if (busy) {
            m_isCancelled = false;
            m_untilWaiting->start();
        } else {
            m_untilWaiting->stop();
            showWaiting();
        }
    });
    connect(&m_reader, &LogReader::found, this, &SegmentsView::showFound);
    connect(m_lookUp, &LookUpPanel::asked, this,
        [this](bool byTime, qint64 wanted) { m_reader.lookUp(byTime, wanted); });
    connect(m_lookUp, &LookUpPanel::stepped, this, &SegmentsView::followLookUp);
    connect(m_strip, &StripView::wished, this, [this](const LogWish& wish) {
        m_isByPerson = true;
        look(wish);
    });
    connect(m_strip, &StripView::capacityChanged, this, [this] {
        if (m_wish.segmentCount != m_strip->capacity()) {
            look(m_wish);
        }
    });
    connect(m_batch, &BatchPanel::recordChosen, this, &SegmentsView::offsetOpened);
}

void SegmentsView::setLog(const ShownLog& log)
{
    const bool isSame = log && m_log && log.name == m_log.name;
    if (isSame && log.files == m_log.files) {
        // Only the marks have moved.
        m_log = log;
        m_strip->setLog(log);
        return;
    }
    LogWish wish;
    if (isSame && m_content.batch) {
        // Segments may have come and gone: what is opened is found again by its offset.
        wish = m_wish;
        const Offset opened = m_content.batch->view().baseOffset();
        const auto& segments = log.partition.segments;
        const auto behind = std::upper_bound(segments.begin(), segments.end(), opened,
            [](Offset offset, const inspect::SegmentFiles& each) { return offset < each.base; });
        wish.segment = behind == segments.begin()
            ? 0
            : static_cast<std::size_t>(behind - segments.begin()) - 1;
        wish.offset = opened;
    }
    m_log = log;
    m_isCancelled = false;
    m_reader.setLog(log);
    m_strip->setLog(log);
    if (!isSame) {
        // Should reading take long, nothing of another log stands there meanwhile.
        m_content = {};
        m_strip->setContent({});
        m_batch->setBatch(std::nullopt);
        m_trouble->hide();
        m_hitToOpen = std::nullopt;
        m_lookUp->clear();
    }
    m_lookUp->setOfRun(log.isOfRun);
    showHeading();
    m_pages->setCurrentWidget(log ? static_cast<QWidget*>(m_scroll) : m_empty);
    if (log) {
        look(wish);
    }
    showWaiting();
}

void SegmentsView::look(const LogWish& wish)
{
    m_wish = wish;
    m_wish.segmentCount = m_strip->capacity();
    m_reader.look(m_wish);
}

void SegmentsView::showWaiting()
{
    const bool isLong = m_reader.isBusy() && !m_untilWaiting->isActive();
    m_progress->setVisible(isLong);
    m_cancel->setText(m_isCancelled ? tr("Read again") : tr("Cancel"));
    m_cancel->updateGeometry();
    m_waiting->setVisible(isLong || m_isCancelled);
}

void SegmentsView::cancelOrReadAgain()
{
    if (m_isCancelled) {
        m_isCancelled = false;
        m_trouble->hide();
        look(m_wish);
    } else {
        m_reader.cancel();
        m_isByPerson = false;
        m_recordToShow = std::nullopt;
        m_isCancelled = true;
        m_trouble->setText(tr("Reading was cancelled."));
        m_trouble->show();
    }
    showWaiting();
}

void SegmentsView::openOffset(Offset offset)
{
    if (!m_log) {
        return;
    }
    const bool isOpen = m_content.batch && m_content.batch->view().baseOffset() <= offset
        && m_content.batch->view().lastOffset() >= offset;
    if (isOpen) {
        m_batch->showRecord(offset);
        return;
    }
    m_recordToShow = offset;
    LogWish wish = m_wish;
    wish.offset = offset;
    look(wish);
}

void SegmentsView::showFound(const LogReader::Found& found)
{
    m_hitToOpen = found ? found->hit : std::nullopt;
    if (found && !found->scan.empty()) {
        LogWish wish = m_wish;
        wish.segment = found->segment;
        wish.batchPosition = found->scan.front().position;
        wish.batchesFrom = std::nullopt;
        bringIntoStrip(wish, wish.segment);
        look(wish);
    }
    m_lookUp->showFound(found, m_log.partition);
}

void SegmentsView::followLookUp()
{
    m_strip->setMark(m_lookUp->mark());
    if (m_hitToOpen && m_lookUp->steps()->isAtEnd()) {
        const Offset hit = *std::exchange(m_hitToOpen, std::nullopt);
        openOffset(hit);
        Q_EMIT offsetOpened(hit);
    }
}

void SegmentsView::showContent(const LogContent& content)
{
    m_content = content;
    m_isCancelled = false;
    m_wish.firstSegment = content.firstSegment;
    m_wish.segment = content.segment;
    m_wish.batchPosition = content.batch ? std::optional(content.batch->position) : std::nullopt;
    m_wish.batchesFrom
        = content.batches.batches.empty() ? std::nullopt : std::optional(content.batches.begin);
    m_wish.offset = std::nullopt;
    m_strip->setContent(content);
    m_batch->setBatch(content.batch);
    if (const auto wanted = std::exchange(m_recordToShow, std::nullopt)) {
        m_batch->showRecord(*wanted);
    }
    m_trouble->setText(content.problem ? problemText(*content.problem) : QString());
    m_trouble->setVisible(content.problem.has_value());
    showWaiting();
    showOrigin();
    if (std::exchange(m_isByPerson, false) && content.batch) {
        Q_EMIT offsetOpened(content.batch->view().baseOffset());
    }
}

void SegmentsView::showHeading()
{
    m_name->setText(m_log.name);
    QStringList settings;
    if (m_log.segmentBytes) {
        settings += QStringLiteral("segment.bytes ")
            % sizeText(static_cast<std::uint64_t>(*m_log.segmentBytes));
    }
    if (m_log.indexIntervalBytes) {
        settings
            += QStringLiteral("index.interval.bytes ") % QString::number(*m_log.indexIntervalBytes);
    }
    if (m_reader.isBusy()) {
        settings = {tr("the files are being read…")};
    }
    m_settings->setText(settings.join(QStringLiteral(" · ")));
}

QString SegmentsView::originOf(const BatchContent& batch) const
{
    const record::BatchView view = batch.view();
    return view.hasProducerId() ? tr("written by producer id %1").arg(view.producerId().value())
                                : QString();
}

void SegmentsView::showOrigin()
{
    m_batch->setOrigin(m_content.batch ? originOf(*m_content.batch) : QString());
}

void SegmentsView::setEmptyText(const QString& sentence)
{
    m_empty->setText(sentence);
}

QString SegmentsView::emptyText() const
{
    return m_pages->currentWidget() == m_empty ? m_empty->text() : QString();
}

QString SegmentsView::troubleText() const
{
    return m_trouble->text();
}

void SegmentsView::setReducedMotion(bool reduced)
{
    m_lookUp->setReducedMotion(reduced);
}

void SegmentsView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
    m_strip->setTheme(theme);
    m_names->setMinimumHeight(m_lookUp->asker()->sizeHint().height());
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.color(Ink::Card));
    m_scroll->setPalette(colors);
}

int SegmentsView::wantedHeight() const
{
    return m_whole->minimumSizeHint().height();
}

void SegmentsView::retranslate()
{
    setAccessibleName(tr("Segments"));
    m_trouble->setText(m_isCancelled ? tr("Reading was cancelled.")
            : m_content.problem      ? problemText(*m_content.problem)
                                     : QString());
    m_progress->setAccessibleName(tr("the files are being read…"));
    showWaiting();
    showHeading();
    showOrigin();
}

void SegmentsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views

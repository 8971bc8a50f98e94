#include "views/segments/batch_panel.h"

#include "views/controls/check_box.h"
#include "views/controls/text_label.h"
#include "views/segments/field_model.h"
#include "views/segments/hex_view.h"
#include "views/segments/look_up_target.h"
#include "views/segments/record_model.h"
#include "views/text/names.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace brokerscope::views {

namespace {

constexpr int kNarrowestMeaning = 130;
constexpr int kTablesNeed = 186; ///< height at the size of type of the light theme

QTableView* makeTable(QAbstractItemModel* model)
{
    auto* table = new QTableView;
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    return table;
}

QWidget* column(QWidget* title, QWidget* titleSide, QWidget* content)
{
    auto* whole = new QWidget;
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    if (titleSide != nullptr) {
        head->addWidget(titleSide);
    }
    auto* rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addLayout(head);
    rows->addWidget(content, 1);
    return whole;
}

} // namespace

BatchPanel::BatchPanel(QWidget* parent)
    : QWidget(parent)
    , m_hexTitle(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted))
    , m_decompressed(new CheckBox)
    , m_hex(new HexView)
    , m_fieldTitle(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted))
    , m_fields(new FieldModel(this))
    , m_fieldTable(makeTable(m_fields))
    , m_recordTitle(new TextLabel(FontRole::CaptionStrong, Ink::TextMuted))
    , m_records(new RecordModel(this))
    , m_recordTable(makeTable(m_records))
    , m_partText(makeWrappedLabel(FontRole::Small, Ink::Text))
    , m_footer(makeWrappedLabel(FontRole::Small, Ink::TextMuted))
{
    compose();
    connectParts();
    retranslate();
}

void BatchPanel::compose()
{
    auto* three = new QSplitter(Qt::Horizontal);
    three->setChildrenCollapsible(false);
    three->setHandleWidth(14);
    three->addWidget(column(m_hexTitle, m_decompressed, m_hex));
    three->addWidget(column(m_fieldTitle, nullptr, m_fieldTable));
    three->addWidget(column(m_recordTitle, nullptr, m_recordTable));
    three->setSizes({320, 370, 290});
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(three, 1);
    rows->addWidget(m_partText);
    rows->addWidget(m_footer);
    for (QTableView* table : {m_fieldTable, m_recordTable}) {
        table->viewport()->installEventFilter(this);
        table->installEventFilter(this);
        table->setMinimumWidth(150);
    }
    m_fieldTable->setObjectName(QStringLiteral("batchFields"));
    m_recordTable->setObjectName(QStringLiteral("batchRecords"));
    m_fieldTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_fieldTable->horizontalHeader()->setStretchLastSection(false);
}

void BatchPanel::connectParts()
{
    connect(m_hex, &HexView::partPointed, this, &BatchPanel::point);
    connect(
        m_hex, &HexView::partChosen, this, [this](const BatchPart& part) { choose(part, m_hex); });
    connect(m_decompressed, &CheckBox::toggled, m_hex, &HexView::setDecompressed);
    connect(m_fieldTable, &QTableView::entered, this, [this](const QModelIndex& index) {
        point({BatchPart::Kind::Field, static_cast<std::size_t>(index.row())});
    });
    connect(m_recordTable, &QTableView::entered, this, [this](const QModelIndex& index) {
        point(BatchPart::record(static_cast<std::size_t>(index.row())));
    });
    const auto follow = [this](QTableView* table, BatchPart::Kind kind) {
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, table, kind](const QModelIndex& now) {
                if (now.isValid()) {
                    choose({kind, static_cast<std::size_t>(now.row())}, table);
                }
            });
    };
    follow(m_fieldTable, BatchPart::Kind::Field);
    follow(m_recordTable, BatchPart::Kind::Record);
}

void BatchPanel::setBatch(const std::optional<BatchContent>& batch)
{
    if (batch && m_shown && *batch == *m_shown) {
        return;
    }
    const bool isSame = batch && m_shown && batch->position == m_shown->position
        && batch->file == m_shown->file
        && batch->view().baseOffset() == m_shown->view().baseOffset();
    const BatchPart kept = isSame && m_part.kind == BatchPart::Kind::Field ? m_part : BatchPart{};
    m_shown = batch ? std::make_shared<const BatchContent>(*batch) : nullptr;
    m_part = kept;
    m_hex->setBatch(m_shown);
    m_fields->setBatch(m_shown);
    m_records->setBatch(m_shown);
    m_decompressed->setVisible(m_shown && m_shown->isCompressed && m_shown->isUnpacked);
    point(m_part);
    retranslate();
}

void BatchPanel::showRecord(Offset offset)
{
    if (!m_shown) {
        return;
    }
    if (const auto index = m_shown->recordAt(offset)) {
        const bool wasChoosing = std::exchange(m_isChoosing, true);
        choose(BatchPart::record(*index), this);
        m_isChoosing = wasChoosing;
    }
}

void BatchPanel::setOrigin(const QString& words)
{
    m_origin = words;
    showFooter();
}

void BatchPanel::point(const BatchPart& part)
{
    const BatchPart shown = part.kind == BatchPart::Kind::None ? m_part : part;
    m_hex->setPart(shown, false);
    m_fields->setPart(shown);
    m_records->setPart(shown);
    showPartText(shown);
}

void BatchPanel::showPartText(const BatchPart& part)
{
    if (!m_shown) {
        m_partText->clear();
        return;
    }
    switch (part.kind) {
    case BatchPart::Kind::None:
        m_partText->setText(tr("Point at a field or a record: its bytes, its value and its meaning "
                               "are shown together."));
        break;
    case BatchPart::Kind::Field: {
        const auto field = static_cast<BatchField>(part.index);
        m_partText->setText(tr("%1 = %2: %3", "field; value; meaning")
                                .arg(toQString(fieldName(field)), fieldValue(*m_shown, field),
                                    fieldMeaning(*m_shown, field)));
        break;
    }
    case BatchPart::Kind::Record: {
        const ShownRecord& record = m_shown->records.at(part.index);
        m_partText->setText(
            tr("record %1 of %2: %n byte(s)", "offset; timestamp",
                static_cast<int>(record.bytes.size()))
                .arg(QString::number(record.offset.value()), wallTimeText(record.timestampMs)));
        break;
    }
    }
}

QString BatchPanel::partText() const
{
    return m_partText->text();
}

void BatchPanel::choose(const BatchPart& part, const QObject* by)
{
    m_part = part;
    point(part);
    if (by != m_hex) {
        m_hex->setPart(part, true);
    }
    const auto select = [this, by, &part](QTableView* table, BatchPart::Kind kind) {
        const QSignalBlocker quiet(table->selectionModel());
        if (part.kind != kind) {
            table->setCurrentIndex({});
            table->clearSelection();
        } else if (by != table) {
            table->selectRow(static_cast<int>(part.index));
            table->scrollTo(table->model()->index(static_cast<int>(part.index), 0));
        }
        table->viewport()->update();
    };
    select(m_fieldTable, BatchPart::Kind::Field);
    select(m_recordTable, BatchPart::Kind::Record);
    if (part.kind == BatchPart::Kind::Record && !m_isChoosing && m_shown) {
        Q_EMIT recordChosen(m_shown->records.at(part.index).offset);
    }
}

void BatchPanel::setTheme(const Theme& theme)
{
    m_hex->setTheme(theme);
    m_fields->setTheme(theme);
    m_records->setTheme(theme);
    const QFontMetrics mono(theme.font(FontRole::MonoSmall));
    const QFontMetrics small(theme.font(FontRole::Small));
    const QFontMetrics strong(theme.font(FontRole::SmallStrong));
    const int digit = mono.horizontalAdvance(QLatin1Char('0'));
    for (QTableView* table : {m_fieldTable, m_recordTable}) {
        table->verticalHeader()->setDefaultSectionSize(qMax(mono.height(), small.height()) + 4);
        table->horizontalHeader()->setFont(theme.font(FontRole::CaptionStrong));
        table->horizontalHeader()->setFixedHeight(
            QFontMetrics(theme.font(FontRole::CaptionStrong)).height() + 6);
    }
    m_fieldTable->setColumnWidth(FieldModel::NameColumn,
        strong.horizontalAdvance(QStringLiteral("partitionLeaderEpoch")) + 12);
    m_valueWidth = 15 * digit;
    m_fieldTable->setMinimumWidth(m_fieldTable->columnWidth(FieldModel::NameColumn) + 8 * digit);
    fitMeaning();
    // Eight bytes side by side in their box, and the scroll bar.
    const QFontMetrics box(theme.font(FontRole::Mono));
    m_hex->setMinimumWidth(23 * box.horizontalAdvance(QLatin1Char('0')) + 36);
    m_recordTable->setColumnWidth(RecordModel::OffsetColumn, 9 * digit);
    m_recordTable->setColumnWidth(RecordModel::KeyColumn, 11 * digit);
    m_recordTable->setColumnWidth(RecordModel::ValueColumn, 18 * digit);
    m_recordTable->setColumnWidth(RecordModel::TimeColumn, 9 * digit);
    for (TextLabel* title : {m_hexTitle, m_fieldTitle, m_recordTitle}) {
        title->setMinimumHeight(m_decompressed->sizeHint().height());
    }
    setMinimumHeight(static_cast<int>(kTablesNeed * theme.scale()));
}

void BatchPanel::fitMeaning()
{
    const int behindName
        = m_fieldTable->viewport()->width() - m_fieldTable->columnWidth(FieldModel::NameColumn);
    m_fieldTable->setColumnWidth(FieldModel::ValueColumn, qMin(m_valueWidth, behindName));
    const int left = behindName - m_valueWidth;
    // Half a word helps nobody, and the line below the tables says it all.
    m_fieldTable->setColumnHidden(FieldModel::MeaningColumn, left < kNarrowestMeaning);
    if (left >= kNarrowestMeaning) {
        m_fieldTable->setColumnWidth(FieldModel::MeaningColumn, left);
    }
}

QString BatchPanel::footerText() const
{
    return m_footer->text();
}

void BatchPanel::showFooter()
{
    if (!m_shown) {
        m_footer->clear();
        return;
    }
    const QString codec = toQString(codecName(m_shown->view().codec()));
    const std::size_t size = m_shown->bytes.size();
    QString text = m_shown->isCompressed && m_shown->isUnpacked
        ? tr("%1: %2 bytes here, %3 uncompressed", "codec; sizes of the batch")
              .arg(codec, numberText(static_cast<std::int64_t>(size)),
                  numberText(
                      static_cast<std::int64_t>(m_shown->section.size() + record::header::kSize)))
        : m_shown->isCompressed
        ? tr("%1: %2 bytes here, they cannot be decompressed")
              .arg(codec, numberText(static_cast<std::int64_t>(size)))
        : tr("not compressed: %1 bytes").arg(numberText(static_cast<std::int64_t>(size)));
    if (!m_origin.isEmpty()) {
        text += QStringLiteral(" · ") % m_origin;
    }
    m_footer->setText(text);
}

void BatchPanel::retranslate()
{
    m_hexTitle->setText(m_shown
            ? tr("batch at byte %1").arg(numberText(static_cast<std::int64_t>(m_shown->position)))
            : tr("bytes"));
    m_decompressed->setText(tr("decompressed"));
    m_decompressed->setAccessibleName(tr("Show the records decompressed"));
    m_fieldTitle->setText(tr("fields of the header"));
    m_fieldTable->setAccessibleName(tr("Fields of the batch"));
    m_recordTitle->setText(m_shown && m_shown->isBroken
            ? tr("records: they do not decode, or not all of them")
            : m_shown && m_shown->records.empty() ? tr("records: none is left after compaction")
                                                  : tr("records"));
    m_recordTable->setAccessibleName(tr("Records of the batch"));
    m_fields->retranslate();
    m_records->retranslate();
    showPartText(m_part);
    showFooter();
}

void BatchPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

bool BatchPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        point({});
    } else if (event->type() == QEvent::Resize && watched == m_fieldTable->viewport()) {
        fitMeaning();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace brokerscope::views

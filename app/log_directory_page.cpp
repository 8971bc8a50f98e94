#include "app/log_directory_page.h"

#include "app/partition_model.h"
#include "engine/sim/real_file_reader.h"
#include "views/controls/card.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/segments/segments_view.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

using views::FontRole;
using views::Ink;

constexpr int kMargin = 12;
constexpr int kListWidth = 400;
constexpr int kNarrowestList = 300;

} // namespace

LogDirectoryPage::LogDirectoryPage(QWidget* parent)
    : QWidget(parent)
    , m_back(new views::PillButton)
    , m_title(new views::TextLabel(FontRole::Title, Ink::Text))
    , m_summary(new views::TextLabel(FontRole::Small, Ink::TextMuted))
    , m_model(new PartitionModel(this))
    , m_table(new QTableView)
    , m_lens(new views::SegmentsView)
{
    compose();
    connect(&m_directory, &LogDirectory::listed, this, &LogDirectoryPage::showList);
    connect(&m_directory, &LogDirectory::endRead, m_model, &PartitionModel::setEnd);
    connect(&m_directory, &LogDirectory::failed, this, &LogDirectoryPage::failed);
    connect(&m_directory, &LogDirectory::busyChanged, this, &LogDirectoryPage::busyChanged);
    connect(&m_directory, &LogDirectory::progressed, this, &LogDirectoryPage::progressed);
    connect(m_back, &QAbstractButton::clicked, this, &LogDirectoryPage::backRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& now) { showPartition(now.row()); });
    retranslate();
}

QWidget* LogDirectoryPage::composeList()
{
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("partitions"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // the number of the partition stays
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(PartitionModel::NameColumn, QHeaderView::Stretch);
    auto* card = new views::Card;
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(10, 10, 4, 10);
    inside->addWidget(m_table);
    return card;
}

void LogDirectoryPage::compose()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_back);
    head->addWidget(m_title);
    head->addWidget(m_summary);
    head->addStretch(1);

    auto* card = new views::Card;
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 10, 10, 10);
    inside->addWidget(m_lens);
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setChildrenCollapsible(false);
    columns->setHandleWidth(kMargin);
    columns->addWidget(composeList());
    columns->addWidget(card);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setSizes({kListWidth, 1200});

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, 10, kMargin, kMargin);
    rows->setSpacing(10);
    rows->addLayout(head);
    rows->addWidget(columns, 1);
    m_back->setObjectName(QStringLiteral("backFromDirectory"));
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

void LogDirectoryPage::open(const QString& path)
{
    m_directory.open(QDir::cleanPath(QDir::current().absoluteFilePath(path)));
}

void LogDirectoryPage::close()
{
    m_directory.cancel();
    m_model->setPartitions({});
    m_lens->setLog({});
    m_path.clear();
}

void LogDirectoryPage::showList(const ListedDirectory& directory)
{
    m_path = directory.path;
    m_isCleanlyClosed = directory.isCleanlyClosed;
    m_lens->setLog({});
    m_model->setPartitions(directory.partitions);
    retranslate();
    Q_EMIT listed();
    m_table->selectRow(0);
    m_table->setFocus();
}

void LogDirectoryPage::showPartition(int row)
{
    if (row < 0) {
        return;
    }
    const ListedPartition& partition = m_model->partition(row);
    views::ShownLog log;
    log.files = std::make_shared<sim::RealFileReader>(m_path.toStdString());
    log.partition = partition.files;
    log.name = partitionTitle(partition.files);
    log.logStart = partition.start;
    log.highWatermark = partition.highWatermark;
    log.recoveryPoint = partition.recoveryPoint;
    m_lens->setLog(log);
}

void LogDirectoryPage::setReducedMotion(bool reduced)
{
    m_lens->setReducedMotion(reduced);
}

void LogDirectoryPage::setTheme(const views::Theme& theme)
{
    views::applyTheme(this, theme);
    m_lens->setTheme(theme);
    m_model->setTheme(theme);
    m_table->verticalHeader()->setDefaultSectionSize(
        QFontMetrics(theme.font(FontRole::BodyStrong)).height() + 8);
    m_table->horizontalHeader()->setFont(theme.font(FontRole::CaptionStrong));
    m_table->setMinimumWidth(static_cast<int>(kNarrowestList * theme.scale()));
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.color(Ink::Window));
    setPalette(colors);
    setAutoFillBackground(true);
}

void LogDirectoryPage::retranslate()
{
    m_back->setText(tr("‹ Back"));
    m_back->setAccessibleName(tr("Back from the log directory"));
    m_title->setText(QDir::toNativeSeparators(m_path));
    const QString count = tr("%n partition(s)", nullptr, m_model->rowCount());
    m_summary->setText(count % QStringLiteral(" · ")
        % (m_isCleanlyClosed ? tr("the broker was shut down cleanly") : tr("opened read-only")));
    m_table->setAccessibleName(tr("Partitions of the directory"));
    m_lens->setEmptyText(tr("Select a partition at the left."));
    m_model->retranslate();
}

void LogDirectoryPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::app

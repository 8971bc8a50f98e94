#include "views/config/config_view.h"

#include "views/config/column_fit.h"
#include "views/config/config_detail.h"
#include "views/config/config_model.h"
#include "views/config/property_words.h"
#include "views/config/selected_owner.h"
#include "views/controls/check_box.h"
#include "views/controls/flow_layout.h"
#include "views/controls/text_label.h"
#include "views/text/names.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

constexpr int kSearchWidth = 250;
constexpr int kDetailNeeds = 250;

/// Widths in digits of the table's type, the most important column first: type, default and since
/// when stand beside the table, too.
struct Digits {
    ConfigModel::Column column;
    int least;
    int wanted;
    bool isNeeded;
};
constexpr std::array kDigits{Digits{ConfigModel::NameColumn, 22, 40, true},
    Digits{ConfigModel::ValueColumn, 18, 20, true}, // "33554432 (32 MiB)"
    Digits{ConfigModel::OwnerColumn, 12, 16, false},
    Digits{ConfigModel::DefaultColumn, 18, 20, false},
    Digits{ConfigModel::SinceColumn, 8, 10, false}, Digits{ConfigModel::TypeColumn, 11, 13, false}};

constexpr int kHeightNeeded = 300; ///< at the size of type of the light theme

} // namespace

ConfigView::ConfigView(QWidget* parent)
    : QWidget(parent)
    , m_model(new ConfigModel(this))
    , m_words(new QLineEdit)
    , m_owner(new QComboBox)
    , m_onlyChanged(new CheckBox)
    , m_count(new TextLabel(FontRole::Small, Ink::TextMuted))
    , m_table(new QTableView)
    , m_detail(new ConfigDetail)
    , m_scroll(new QScrollArea)
    , m_halves(new QSplitter(Qt::Horizontal))
{
    composeControls();
    composeTable();
    connectParts();
    retranslate();
}

void ConfigView::composeControls()
{
    m_words->setObjectName(QStringLiteral("configSearch"));
    m_words->setClearButtonEnabled(true);
    m_words->setFixedWidth(kSearchWidth);
    m_owner->setObjectName(QStringLiteral("configOwner"));
    m_owner->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* controls = new FlowLayout(12);
    controls->addWidget(m_words);
    controls->addWidget(m_owner);
    controls->addWidget(m_onlyChanged);
    controls->addWidget(m_count);

    m_scroll->setWidget(m_detail);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumWidth(kDetailNeeds);
    m_scroll->setFocusPolicy(Qt::TabFocus); // so that a long text can be scrolled by keyboard
    m_halves->setChildrenCollapsible(false);
    m_halves->setHandleWidth(10);
    m_halves->addWidget(m_table);
    m_halves->addWidget(m_scroll);
    m_halves->setStretchFactor(0, 3);
    m_halves->setStretchFactor(1, 2);
    m_halves->setSizes({420, 300});

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    rows->addLayout(controls);
    rows->addWidget(m_halves, 1);
}

void ConfigView::composeTable()
{
    m_table->setObjectName(QStringLiteral("configTable"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // names differ most at their ends
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMinimumWidth(200);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
}

void ConfigView::connectParts()
{
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &ConfigView::search);
    connect(m_owner, &QComboBox::currentIndexChanged, this, &ConfigView::applyFilter);
    connect(m_onlyChanged, &CheckBox::toggled, this, &ConfigView::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& now) {
            if (now.isValid() && !m_isFilling) {
                m_chosen = m_model->rowAt(now.row());
                showChosen();
            }
        });
    connect(m_table, &QTableView::doubleClicked, m_detail, &ConfigDetail::startEditing);
    connect(m_detail, &ConfigDetail::left, m_table, [this] { m_table->setFocus(); });
    connect(m_detail, &ConfigDetail::valueRequested, this, [this](const std::string& value) {
        if (m_detail->row()) {
            const ConfigRow& row = *m_detail->row();
            Q_EMIT editRequested({scenario::configPath(row.owner, row.def->name), value});
        }
    });
}

void ConfigView::setScene(const Scene& scene)
{
    m_scene = scene;
    if (isVisible()) {
        feed();
    }
}

void ConfigView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    feed();
}

void ConfigView::feed()
{
    if (m_scene.run.scenario == m_shown) {
        return;
    }
    m_shown = m_scene.run.scenario;
    m_isFilling = true;
    m_model->setScenario(m_shown);
    m_isFilling = false;
    fillOwners();
    choose(m_chosen);
    showCount();
}

void ConfigView::fillOwners()
{
    const std::optional<scenario::ConfigOwner> before = m_model->filter().owner;
    const QSignalBlocker quiet(m_owner);
    m_owners = m_shown ? scenario::configOwners(*m_shown) : std::vector<scenario::ConfigOwner>();
    m_owner->clear();
    m_owner->addItem(tr("Everything"));
    for (const scenario::ConfigOwner& owner : m_owners) {
        m_owner->addItem(ownerText(owner));
    }
    chooseOwner(before);
}

void ConfigView::chooseOwner(const std::optional<scenario::ConfigOwner>& owner)
{
    const auto found = owner ? std::find(m_owners.begin(), m_owners.end(), *owner) : m_owners.end();
    m_owner->setCurrentIndex(
        found == m_owners.end() ? 0 : static_cast<int>(found - m_owners.begin()) + 1);
    applyFilter();
}

void ConfigView::applyFilter()
{
    ConfigFilter filter{m_words->text(), std::nullopt, m_onlyChanged->isChecked()};
    const int owner = m_owner->currentIndex() - 1;
    if (owner >= 0 && owner < static_cast<int>(m_owners.size())) {
        filter.owner = m_owners[static_cast<std::size_t>(owner)];
    }
    m_isFilling = true;
    m_model->setFilter(filter);
    m_isFilling = false;
    fitColumns();
    choose(m_chosen);
    showCount();
}

void ConfigView::search()
{
    applyFilter();
    const QString words = m_words->text().trimmed();
    const auto isCalledSo = [&](const ConfigRow& row) {
        return toQString(row.def->name).contains(words, Qt::CaseInsensitive);
    };
    if (words.isEmpty() || (m_chosen && isCalledSo(*m_chosen))) {
        return;
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (isCalledSo(m_model->rowAt(row))) {
            choose(m_model->rowAt(row));
            return;
        }
    }
}

void ConfigView::choose(const std::optional<ConfigRow>& wanted)
{
    int row = wanted ? m_model->rowOf(wanted->owner, wanted->def->name) : -1;
    if (row < 0 && wanted && m_model->filter().owner) {
        row = m_model->rowOf(*m_model->filter().owner, wanted->def->name); // the same of another
    }
    if (row < 0 && m_model->rowCount() > 0) {
        row = 0;
    }
    if (row < 0) {
        m_chosen.reset();
    } else {
        m_chosen = m_model->rowAt(row);
        m_isFilling = true;
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
        m_isFilling = false;
    }
    showChosen();
}

void ConfigView::showChosen()
{
    m_detail->setRow(m_shown, m_chosen);
}

void ConfigView::showProperty(const scenario::ConfigOwner& owner, std::string_view name)
{
    feed();
    {
        const QSignalBlocker quietWords(m_words);
        const QSignalBlocker quietChanged(m_onlyChanged);
        m_words->clear();
        m_onlyChanged->setChecked(false);
    }
    chooseOwner(owner);
    if (const int row = m_model->rowOf(owner, name); row >= 0) {
        choose(m_model->rowAt(row));
    }
}

void ConfigView::setSelection(const Selection& selection)
{
    if (const auto owner = selectedOwner(m_scene.run, selection)) {
        feed();
        const QSignalBlocker quiet(m_owner);
        chooseOwner(owner);
    }
}

void ConfigView::startSearching()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

int ConfigView::wantedHeight() const
{
    return static_cast<int>(kHeightNeeded * m_scale);
}

void ConfigView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
    m_model->setTheme(theme);
    m_scale = theme.scale();
    m_words->setFixedWidth(static_cast<int>(kSearchWidth * m_scale));
    m_owner->setFont(theme.font(FontRole::Small));
    m_scroll->setMinimumWidth(static_cast<int>(kDetailNeeds * m_scale));
    QPalette ground = m_detail->palette();
    ground.setColor(QPalette::Window, theme.color(Ink::Card));
    m_detail->setPalette(ground);
    m_scroll->setPalette(ground);
    const QFontMetrics mono(theme.font(FontRole::MonoSmall));
    const QFontMetrics small(theme.font(FontRole::Small));
    m_table->verticalHeader()->setDefaultSectionSize(qMax(mono.height(), small.height()) + 4);
    m_table->horizontalHeader()->setFont(theme.font(FontRole::CaptionStrong));
    m_digit = mono.horizontalAdvance(QLatin1Char('0'));
    fitColumns();
}

void ConfigView::fitColumns()
{
    const bool isOwnerSaidAbove = m_model->filter().owner.has_value();
    std::vector<ColumnWish> wishes;
    for (const Digits& digits : kDigits) {
        if (digits.column != ConfigModel::OwnerColumn || !isOwnerSaidAbove) {
            wishes.push_back(
                {digits.column, digits.least * m_digit, digits.wanted * m_digit, digits.isNeeded});
        }
    }
    for (const auto& [column, width] : views::fitColumns(wishes, m_table->viewport()->width())) {
        m_table->setColumnHidden(column, width == 0);
        if (width > 0) {
            m_table->setColumnWidth(column, width);
        }
    }
    if (isOwnerSaidAbove) {
        m_table->setColumnHidden(ConfigModel::OwnerColumn, true);
    }
}

void ConfigView::showCount()
{
    m_count->setText(tr("%1 of %2 properties").arg(m_model->rowCount()).arg(m_model->totalCount()));
}

bool ConfigView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitColumns();
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (watched == m_table && isEnter) {
            m_detail->startEditing();
            return true;
        }
        if (watched == m_words && (key == Qt::Key_Down || isEnter)) {
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ConfigView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ConfigView::retranslate()
{
    setAccessibleName(tr("Config"));
    m_words->setPlaceholderText(tr("Search, e.g. linger or timeout"));
    m_words->setAccessibleName(tr("Search properties"));
    m_owner->setAccessibleName(tr("Whose properties"));
    m_onlyChanged->setText(tr("Only what is changed"));
    m_table->setAccessibleName(tr("Properties"));
    m_scroll->setAccessibleName(tr("The chosen property"));
    m_isFilling = true;
    m_model->retranslate();
    m_isFilling = false;
    fillOwners();
    m_detail->retranslate();
    showCount();
}

} // namespace brokerscope::views

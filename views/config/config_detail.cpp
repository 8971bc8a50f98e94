#include "views/config/config_detail.h"

#include "views/config/property_meaning.h"
#include "views/config/property_words.h"
#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/text/names.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace brokerscope::views {

using scenario::ConfigScope;
using scenario::ConfigType;

ConfigDetail::ConfigDetail(QWidget* parent)
    : QWidget(parent)
    , m_whole(new QWidget)
    , m_nothing(makeWrappedLabel(FontRole::Small, Ink::TextMuted))
    , m_name(makeWrappedLabel(FontRole::BodyStrong, Ink::Text))
    , m_owner(makeWrappedLabel(FontRole::Small, Ink::TextMuted))
    , m_meaning(makeWrappedLabel(FontRole::Body, Ink::Text))
    , m_facts(new QGridLayout)
    , m_effect(makeWrappedLabel(FontRole::SmallStrong, Ink::Text))
    , m_fieldLabel(new TextLabel(FontRole::SmallStrong, Ink::Text))
    , m_editors(new QStackedWidget)
    , m_field(new QLineEdit)
    , m_choices(new QComboBox)
    , m_apply(new PillButton)
    , m_default(new PillButton)
    , m_error(makeWrappedLabel(FontRole::SmallStrong, Ink::Danger))
    , m_kafka(makeWrappedLabel(FontRole::MonoSmall, Ink::TextMuted))
    , m_note(makeWrappedLabel(FontRole::Small, Ink::TextMuted))
{
    compose();
    m_field->installEventFilter(this);
    m_choices->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &ConfigDetail::check);
    connect(m_field, &QLineEdit::returnPressed, this, &ConfigDetail::apply);
    connect(m_choices, &QComboBox::currentIndexChanged, this, &ConfigDetail::check);
    connect(m_apply, &PillButton::clicked, this, &ConfigDetail::apply);
    connect(m_default, &PillButton::clicked, this, [this] { Q_EMIT valueRequested({}); });
    retranslate();
}

void ConfigDetail::compose()
{
    m_field->setObjectName(QStringLiteral("configField"));
    m_choices->setObjectName(QStringLiteral("configChoices"));
    m_apply->setObjectName(QStringLiteral("configApply"));
    m_default->setObjectName(QStringLiteral("configDefault"));
    // A partitioner's class is longer than the pane is wide.
    m_choices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choices->setMinimumContentsLength(6);
    m_editors->addWidget(m_field);
    m_editors->addWidget(m_choices);
    m_editors->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_kafka->setTextInteractionFlags(Qt::TextSelectableByMouse);
    composeFacts();

    auto* editRow = new QHBoxLayout;
    editRow->setSpacing(8);
    editRow->addWidget(m_fieldLabel);
    editRow->addWidget(m_editors, 1);
    auto* buttonRow = new FlowLayout(8);
    buttonRow->addWidget(m_apply);
    buttonRow->addWidget(m_default);

    auto* rows = new QVBoxLayout(m_whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    rows->addWidget(m_name);
    rows->addWidget(m_owner);
    rows->addWidget(m_meaning);
    rows->addLayout(editRow);
    rows->addWidget(m_error);
    rows->addWidget(m_kafka);
    rows->addLayout(buttonRow);
    rows->addWidget(m_effect);
    rows->addLayout(m_facts);
    rows->addWidget(m_note);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 2);
    column->addWidget(m_nothing);
    column->addWidget(m_whole);
    column->addStretch(1);
}

void ConfigDetail::composeFacts()
{
    m_facts->setHorizontalSpacing(10);
    m_facts->setVerticalSpacing(2);
    m_facts->setColumnStretch(1, 1);
    int line = 0;
    for (Fact* fact : {&m_usual, &m_since, &m_valid, &m_type}) {
        fact->label = new TextLabel(FontRole::Small, Ink::TextMuted);
        fact->text = makeWrappedLabel(FontRole::Small, Ink::Text);
        m_facts->addWidget(fact->label, line, 0, Qt::AlignTop);
        m_facts->addWidget(fact->text, line, 1, Qt::AlignTop);
        ++line;
    }
}

bool ConfigDetail::hasChoices() const
{
    return m_row && m_row->def->type != ConfigType::List
        && (m_row->def->type == ConfigType::Boolean || !m_row->def->choices.empty());
}

QWidget* ConfigDetail::editor() const
{
    return hasChoices() ? static_cast<QWidget*>(m_choices) : m_field;
}

void ConfigDetail::setRow(
    std::shared_ptr<const scenario::Scenario> scenario, const std::optional<ConfigRow>& row)
{
    m_scenario = std::move(scenario);
    if (row == m_row) {
        check(); // other properties may have changed, which it must go with
        return;
    }
    m_row = row;
    fillEditor();
    showTexts();
    check();
}

void ConfigDetail::fillEditor()
{
    const QSignalBlocker quietField(m_field);
    const QSignalBlocker quietChoices(m_choices);
    m_choices->clear();
    m_field->clear();
    if (!m_row) {
        return;
    }
    m_editors->setCurrentWidget(editor());
    if (hasChoices()) {
        fillChoices();
    } else {
        m_field->setText(toQString(m_row->present()));
    }
}

void ConfigDetail::fillChoices()
{
    const scenario::ConfigDef& def = *m_row->def;
    const auto offer = [this](const std::string& value) {
        m_choices->addItem(valueText(value), toQString(value));
    };
    if (def.type == ConfigType::Boolean) {
        offer("true");
        offer("false");
    }
    if (def.defaultFor(m_scenario->kafka).empty()) {
        offer({});
    }
    for (const std::string_view choice : scenario::choicesOf(def)) {
        // Kafka takes two spellings of acks=all; one of them is enough to choose from.
        const auto normal = scenario::normaliseValue(def, choice);
        if (normal && *normal == choice) {
            offer(std::string(choice));
        }
    }
    const QString now = toQString(m_row->present());
    m_choices->setCurrentIndex(m_choices->findData(now));
}

std::string ConfigDetail::typed() const
{
    return (hasChoices() ? m_choices->currentData().toString() : m_field->text().trimmed())
        .toStdString();
}

void ConfigDetail::check()
{
    if (!m_row || !m_scenario) {
        return;
    }
    const std::string text = typed();
    const auto value = scenario::checkValue(*m_scenario, m_row->owner, *m_row->def, text);
    m_error->setText(value ? QString() : foldable(faultText(*m_row->def, value.error())));
    m_kafka->setText(value || value.error().kafka.empty()
            ? QString()
            : tr("Kafka: %1").arg(foldable(toQString(value.error().kafka))));
    m_error->setVisible(!m_error->text().isEmpty());
    m_kafka->setVisible(!m_kafka->text().isEmpty());
    const bool isSame = value && (text.empty() ? !m_row->isSet : *value == m_row->present());
    m_apply->setEnabled(value && !isSame);
    m_apply->setTone(m_apply->isEnabled() ? PillButton::Tone::Accent : PillButton::Tone::Plain);
    m_apply->setToolTip(isSame ? tr("That is its value already.")
            : value            ? QString()
                               : tr("This value is not taken."));
    const auto unset = scenario::checkValue(*m_scenario, m_row->owner, *m_row->def, {});
    m_default->setEnabled(m_row->isSet && unset);
    m_default->setToolTip(!m_row->isSet ? tr("Nothing is set here; Kafka's default holds.")
            : unset                     ? QString()
                                        : faultText(*m_row->def, unset.error()));
    m_field->setAccessibleDescription(m_error->text());
}

void ConfigDetail::apply()
{
    if (!m_row || !m_scenario || !m_apply->isEnabled()) {
        return;
    }
    const auto value = scenario::checkValue(*m_scenario, m_row->owner, *m_row->def, typed());
    if (value) {
        Q_EMIT valueRequested(*value);
    }
}

QString ConfigDetail::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void ConfigDetail::startEditing()
{
    if (m_row) {
        editor()->setFocus(Qt::TabFocusReason);
        m_field->selectAll();
    }
}

bool ConfigDetail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || (watched != m_field && watched != m_choices)) {
        return QWidget::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        fillEditor();
        check();
        Q_EMIT left();
        return true;
    }
    if (watched == m_choices && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        apply();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConfigDetail::setTheme(const Theme& theme)
{
    for (QWidget* edit : {static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_choices)}) {
        edit->setFont(theme.font(FontRole::Mono));
    }
}

void ConfigDetail::retranslate()
{
    setAccessibleName(tr("Property"));
    m_nothing->setText(tr("Choose a property to see what it does and to change it."));
    m_fieldLabel->setText(tr("Value"));
    m_field->setPlaceholderText(tr("Kafka's default"));
    m_apply->setText(tr("Run again with it"));
    m_apply->setAccessibleName(tr("Run the scenario again with this value"));
    m_default->setText(tr("Kafka's default"));
    m_default->setAccessibleName(tr("Take the value away, so that Kafka's default holds"));
    m_usual.label->setText(tr("Default"));
    m_since.label->setText(tr("Since"));
    m_valid.label->setText(tr("Valid"));
    m_type.label->setText(tr("Type"));
    showTexts();
    check();
}

void ConfigDetail::showTexts()
{
    m_whole->setVisible(m_row.has_value());
    m_nothing->setVisible(!m_row);
    if (!m_row) {
        return;
    }
    const scenario::ConfigDef& def = *m_row->def;
    const QString name = toQString(def.name);
    m_name->setText(foldable(name));
    m_owner->setText(tr("of %1", "a property of producer p1").arg(ownerText(m_row->owner)));
    m_meaning->setText(propertyMeaning(def.scope, def.name));
    m_usual.text->setText(fullValue(def, m_row->usual));
    m_since.text->setText(sinceSentence(def, m_scenario->kafka));
    m_valid.text->setText(foldable(validValues(def)));
    m_type.text->setText(propertyType(def));
    const QString effect = effectText(m_row->effective);
    m_effect->setText(foldable(effect));
    m_effect->setVisible(!effect.isEmpty());
    const QString edit = tr("New value of %1").arg(name);
    m_field->setAccessibleName(edit);
    m_choices->setAccessibleName(edit);
    const QString rerun = tr("A change runs the scenario again from its start, with the new value "
                             "from the first moment on; the run before it stays.");
    switch (def.scope) {
    case ConfigScope::Producer:
    case ConfigScope::Consumer:
        m_note->setText(rerun + QLatin1Char(' ')
            + tr("A Kafka client, too, reads its properties only when it is made."));
        break;
    case ConfigScope::Topic:
        m_note->setText(rerun + QLatin1Char(' ')
            + tr("Kafka itself could change a topic's property while it runs."));
        break;
    case ConfigScope::Broker:
        m_note->setText(rerun + QLatin1Char(' ')
            + tr("Kafka itself can change some of the brokers' properties while they run; most "
                 "need a restart."));
        break;
    }
}

} // namespace brokerscope::views

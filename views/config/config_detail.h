#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/config/config_row.h"
#include "views/controls/themed.h"

#include <memory>
#include <optional>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QStackedWidget;

namespace brokerscope::views {

class PillButton;
class TextLabel;

/// One property: what it does, its default and valid values, and a field to change it in. A value
/// is checked while it is typed, as Kafka does, and only one that Kafka takes can be asked for.
class ConfigDetail : public QWidget, public Themed {
    Q_OBJECT

public:
    explicit ConfigDetail(QWidget* parent = nullptr);

    /// Nullopt: nothing is chosen. What is being typed stays as long as the property and its value
    /// do.
    void setRow(
        std::shared_ptr<const scenario::Scenario> scenario, const std::optional<ConfigRow>& row);
    void setTheme(const Theme& theme) override;
    void retranslate();

    /// Gives the keyboard to the field.
    void startEditing();

    [[nodiscard]] const std::optional<ConfigRow>& row() const { return m_row; }
    [[nodiscard]] QWidget* editor() const; ///< the field or the list of choices
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QComboBox* choices() const { return m_choices; }
    [[nodiscard]] PillButton* applyButton() const { return m_apply; }
    [[nodiscard]] PillButton* defaultButton() const { return m_default; }
    [[nodiscard]] QString errorText() const; ///< empty while the value is fine

Q_SIGNALS:
    /// Kafka's text of the value; empty: what was set is to be taken away.
    void valueRequested(const std::string& value);
    /// Escape in the field: back to where one came from.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void compose();
    void composeFacts();
    void fillEditor();
    void fillChoices();
    void showTexts();
    void check();
    void apply();
    [[nodiscard]] bool hasChoices() const;
    [[nodiscard]] std::string typed() const;

    std::shared_ptr<const scenario::Scenario> m_scenario;
    std::optional<ConfigRow> m_row;
    QWidget* m_whole;
    TextLabel* m_nothing;
    TextLabel* m_name;
    TextLabel* m_owner;
    TextLabel* m_meaning;
    QGridLayout* m_facts;
    struct Fact {
        TextLabel* label = nullptr;
        TextLabel* text = nullptr;
    };
    Fact m_usual;
    Fact m_since;
    Fact m_type;
    Fact m_valid;
    TextLabel* m_effect;
    TextLabel* m_fieldLabel;
    QStackedWidget* m_editors;
    QLineEdit* m_field;
    QComboBox* m_choices;
    PillButton* m_apply;
    PillButton* m_default;
    TextLabel* m_error;
    TextLabel* m_kafka;
    TextLabel* m_note;
};

} // namespace brokerscope::views

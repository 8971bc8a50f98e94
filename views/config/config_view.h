#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "engine/scenario/edit.h"
#include "views/config/config_row.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QScrollArea;
class QSplitter;
class QTableView;

namespace brokerscope::views {

class CheckBox;
class ConfigDetail;
class ConfigModel;
class TextLabel;

/// Every Kafka property of the scenario: a list to search, and beside it the chosen property with
/// a field to change it in. Whoever is selected elsewhere, their properties are shown.
class ConfigView : public QWidget {
    Q_OBJECT

public:
    explicit ConfigView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    /// Chooses a property, whatever the filter was.
    void showProperty(const scenario::ConfigOwner& owner, std::string_view name);
    /// Gives the keyboard to the search field.
    void startSearching();
    /// The height that the lens needs to be of use.
    [[nodiscard]] int wantedHeight() const;

    [[nodiscard]] ConfigModel* model() const { return m_model; }
    [[nodiscard]] ConfigDetail* detail() const { return m_detail; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QLineEdit* searchField() const { return m_words; }
    [[nodiscard]] QComboBox* ownerBox() const { return m_owner; }
    [[nodiscard]] CheckBox* changedBox() const { return m_onlyChanged; }

Q_SIGNALS:
    /// The person wants another value: the run is to fork.
    void editRequested(const brokerscope::scenario::SetValue& edit);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void composeControls();
    void composeTable();
    void connectParts();
    void retranslate();
    void applyFilter();
    /// Filters by what was typed; a property that is called so comes before those that speak of it.
    void search();
    void feed();
    void fillOwners();
    void chooseOwner(const std::optional<scenario::ConfigOwner>& owner);
    void choose(const std::optional<ConfigRow>& wanted);
    void showChosen();
    void showCount();
    /// In a narrow table columns give way, so that names and values can be seen without scrolling
    /// sideways.
    void fitColumns();

    ConfigModel* m_model;
    QLineEdit* m_words;
    QComboBox* m_owner;
    CheckBox* m_onlyChanged;
    TextLabel* m_count;
    QTableView* m_table;
    ConfigDetail* m_detail;
    QScrollArea* m_scroll;
    QSplitter* m_halves;
    Scene m_scene;
    std::shared_ptr<const scenario::Scenario> m_shown; ///< what the model has
    std::vector<scenario::ConfigOwner> m_owners; ///< by index of m_owner, less one
    std::optional<ConfigRow> m_chosen; ///< stays chosen through filters and runs
    bool m_isFilling = false;
    double m_scale = 1; ///< of the theme
    int m_digit = 8; ///< width of a digit in the table
};

} // namespace brokerscope::views

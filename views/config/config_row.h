#pragma once

#include "engine/scenario/config_check.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::views {

/// One property of one owner in a scenario.
struct ConfigRow {
    scenario::ConfigOwner owner;
    const scenario::ConfigDef* def = nullptr; ///< never null in a list of rows
    scenario::EffectiveValue effective;
    std::string usual; ///< Kafka's default in the scenario's release
    std::string set; ///< what the scenario sets, where isSet
    bool isSet = false;
    bool operator==(const ConfigRow&) const = default;

    /// What is set, or else what holds.
    [[nodiscard]] const std::string& present() const { return isSet ? set : effective.value; }
    /// Something else holds than Kafka's default.
    [[nodiscard]] bool isChanged() const { return effective.value != usual; }
    [[nodiscard]] bool isSame(const ConfigRow& other) const
    {
        return owner == other.owner && def == other.def;
    }
};

/// Every property that the engine honours, of every owner in the scenario.
[[nodiscard]] std::vector<ConfigRow> configRowsOf(const scenario::Scenario& scenario);

/// The mark that makes a row stand out without colour: "◆" where something else holds than Kafka's
/// default, "◇" where the default itself was set, else empty.
[[nodiscard]] QString changeMark(const ConfigRow& row);

/// Which rows are shown.
struct ConfigFilter {
    QString words; ///< each of them stands in the name, the owner, a value or the meaning
    std::optional<scenario::ConfigOwner> owner; ///< nullopt: everybody's
    bool onlyChanged = false; ///< or set
    bool operator==(const ConfigFilter&) const = default;

    [[nodiscard]] bool accepts(const ConfigRow& row) const;
};

} // namespace brokerscope::views

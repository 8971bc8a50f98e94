#include "views/config/config_row.h"

#include "views/config/property_meaning.h"
#include "views/config/property_words.h"
#include "views/text/names.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

std::vector<ConfigRow> configRowsOf(const scenario::Scenario& scenario)
{
    std::vector<ConfigRow> rows;
    for (const scenario::ConfigOwner& owner : scenario::configOwners(scenario)) {
        const scenario::ConfigMap* set = scenario::configOf(scenario, owner);
        for (const scenario::ConfigDef& def : scenario::configDefs()) {
            if (def.scope != owner.scope) {
                continue;
            }
            ConfigRow row{owner, &def, scenario::effectiveValue(scenario, owner, def),
                std::string(def.defaultFor(scenario.kafka)), {}, false};
            if (set != nullptr) {
                const auto found = set->find(def.name);
                row.isSet = found != set->end();
                row.set = row.isSet ? found->second : std::string();
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

QString changeMark(const ConfigRow& row)
{
    if (row.isChanged()) {
        return QStringLiteral("◆");
    }
    return row.isSet ? QStringLiteral("◇") : QString();
}

bool ConfigFilter::accepts(const ConfigRow& row) const
{
    if (owner && *owner != row.owner) {
        return false;
    }
    if (onlyChanged && !row.isSet && !row.isChanged()) {
        return false;
    }
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (wanted.isEmpty()) {
        return true;
    }
    const QString text = QStringList{toQString(row.def->name), ownerText(row.owner),
        fullValue(*row.def, row.effective.value), fullValue(*row.def, row.usual),
        validValues(*row.def), propertyType(*row.def),
        propertyMeaning(row.def->scope, row.def->name)}
                             .join(QLatin1Char('\n'));
    return std::all_of(wanted.begin(), wanted.end(),
        [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace brokerscope::views

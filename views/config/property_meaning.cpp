#include "views/config/property_meaning.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::views {

QString propertyMeaning(scenario::ConfigScope scope, std::string_view name)
{
    const bool isClients
        = scope == scenario::ConfigScope::Producer || scope == scenario::ConfigScope::Consumer;
    const std::span<const PropertyMeaning> meanings
        = isClients ? clientMeanings() : serverMeanings();
    const auto found = std::find_if(meanings.begin(), meanings.end(),
        [&](const PropertyMeaning& each) { return each.scope == scope && each.name == name; });
    return found == meanings.end()
        ? QString()
        : QCoreApplication::translate("brokerscope::views::PropertyMeaning", found->text);
}

} // namespace brokerscope::views

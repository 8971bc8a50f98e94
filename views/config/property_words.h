#pragma once

#include "engine/scenario/config_check.h"

#include <QString>

/// A Kafka property in words, in the language of the app.
namespace brokerscope::views {

/// Kafka's type with the unit: "int, bytes".
[[nodiscard]] QString propertyType(const scenario::ConfigDef& def);

/// "at least 0", "true or false", "one of: all, -1, 0, 1" …
[[nodiscard]] QString validValues(const scenario::ConfigDef& def);

/// Kafka's text of a value; "(empty)" for an empty one, so that something is there to read.
[[nodiscard]] QString valueText(const std::string& value);

/// The same for people: "16 KiB", "7 d", "without limit"; empty where Kafka's text is as good.
[[nodiscard]] QString readableValue(const scenario::ConfigDef& def, const std::string& value);

/// Kafka's text, and the readable one in parentheses where there is one.
[[nodiscard]] QString fullValue(const scenario::ConfigDef& def, const std::string& value);

/// The same for a column: the readable text alone where Kafka's is long.
[[nodiscard]] QString shortValue(const scenario::ConfigDef& def, const std::string& value);

/// Since which release a default holds, for a column: "3.0", "≤ 2.8".
[[nodiscard]] QString sinceShort(const scenario::ConfigDef& def, scenario::KafkaVersion version);
/// The same as a sentence, with the defaults of other releases.
[[nodiscard]] QString sinceSentence(const scenario::ConfigDef& def, scenario::KafkaVersion version);

/// "producer p1", "all brokers" …
[[nodiscard]] QString ownerText(const scenario::ConfigOwner& owner);

/// Why something else holds than what was set; empty when nothing does.
[[nodiscard]] QString effectText(const scenario::EffectiveValue& effective);

/// Why a value is not taken, as a sentence. What Kafka itself says is in the fault.
[[nodiscard]] QString faultText(const scenario::ConfigDef& def, const scenario::ConfigFault& fault);

} // namespace brokerscope::views

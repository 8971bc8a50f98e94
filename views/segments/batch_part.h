#pragma once

#include "views/segments/batch_content.h"

#include <QString>

#include <cstddef>

namespace brokerscope::views {

/// A part of a batch that is pointed out in all its views at once: a field of the header or a
/// record.
struct BatchPart {
    enum class Kind : std::uint8_t { None, Field, Record };
    Kind kind = Kind::None;
    std::size_t index = 0; ///< of the BatchField, or into BatchContent::records
    bool operator==(const BatchPart&) const = default;

    [[nodiscard]] static BatchPart field(BatchField field)
    {
        return {Kind::Field, static_cast<std::size_t>(field)};
    }
    [[nodiscard]] static BatchPart record(std::size_t index) { return {Kind::Record, index}; }
    [[nodiscard]] bool is(BatchField field) const { return *this == BatchPart::field(field); }
};

/// "field:crc" or "record:150"; empty for none.
[[nodiscard]] QString partId(const BatchContent& batch, const BatchPart& part);
/// The part that such an id names; none for every other.
[[nodiscard]] BatchPart partOf(const BatchContent& batch, const QString& id);

/// The number as the field list shows it: "150", "0x9a1f04c2", "0b0000 0011".
[[nodiscard]] QString fieldValue(const BatchContent& batch, BatchField field);
/// What the number says, in words.
[[nodiscard]] QString fieldMeaning(const BatchContent& batch, BatchField field);
/// The field with its value as short as a label: "baseOffset 150", "crc ✓".
[[nodiscard]] QString fieldLabel(const BatchContent& batch, BatchField field);

/// Key, value or header as a person reads it: text, or "hex:" and its hex where it is no UTF-8.
/// Long ones are cut after `limit` characters. Empty for null.
[[nodiscard]] QString bytesText(const std::optional<Bytes>& bytes, int limit = 200);

} // namespace brokerscope::views

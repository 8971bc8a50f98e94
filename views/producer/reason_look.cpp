#include "views/producer/reason_look.h"

#include "views/producer/producer_data.h"
#include "views/producer/producer_drawing.h"

namespace brokerscope::views {

ReasonLook reasonLook(event::CloseReason reason)
{
    switch (reason) {
    case event::CloseReason::Full:
        return {Ink::Leader, QStringLiteral("F"), ProducerText::tr("full", "a batch was closed")};
    case event::CloseReason::Linger:
        return {
            Ink::Warning, QStringLiteral("L"), ProducerText::tr("linger", "a batch was closed")};
    case event::CloseReason::Drained:
        return {Ink::Consumer0, QStringLiteral("D"),
            ProducerText::tr("drained with another", "a batch was closed")};
    case event::CloseReason::Memory:
        return {Ink::Danger, QStringLiteral("M"), ProducerText::tr("memory", "a batch was closed")};
    case event::CloseReason::Flush:
        return {Ink::Consumer2, QStringLiteral("U"), QStringLiteral("flush()")};
    case event::CloseReason::Close:
        return {Ink::LeaderDark, QStringLiteral("C"), QStringLiteral("close()")};
    case event::CloseReason::Split:
        return {
            Ink::Consumer1, QStringLiteral("S"), ProducerText::tr("split", "a batch was closed")};
    }
    return {};
}

Ink keyInk(std::int16_t keyIndex)
{
    constexpr std::array kInks{
        Ink::Consumer0, Ink::Warning, Ink::Consumer2, Ink::Leader, Ink::Consumer1, Ink::LeaderDark};
    return keyIndex == ProducerData::kNullKey
        ? Ink::TextFaint
        : kInks[static_cast<std::size_t>(keyIndex) % kInks.size()];
}

} // namespace brokerscope::views

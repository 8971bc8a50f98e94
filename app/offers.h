#pragma once

#include "engine/scenario/scenario.h"
#include "views/run_view.h"

#include <QString>

#include <vector>

namespace brokerscope::app {

/// Something that can be done at the playhead: a command that the script would get there.
struct Offer {
    QString text;
    scenario::Command command;
    QString whyNot; ///< empty: it can be done. Otherwise why it would change nothing, one sentence
};

/// Offers that belong together.
struct OfferGroup {
    QString title; ///< of a submenu; empty: they stand in the menu itself
    std::vector<Offer> offers;
    std::vector<OfferGroup> groups; ///< submenus below the offers
};

/// An offer at the scene's playhead. Nothing can be done any more where the run is over.
[[nodiscard]] Offer makeOffer(const views::Scene& scene, QString text,
    decltype(scenario::Command::action) action, QString whyNot);

/// Empty when something in the group can be done; otherwise why its first offer cannot.
[[nodiscard]] QString whyNothing(const OfferGroup& group);

} // namespace brokerscope::app

#include "app/offers.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

struct Offers {
    Q_DECLARE_TR_FUNCTIONS(Offers)
};

bool isPossible(const OfferGroup& group)
{
    return std::any_of(group.offers.begin(), group.offers.end(), [](const Offer& each) {
        return each.whyNot.isEmpty();
    }) || std::any_of(group.groups.begin(), group.groups.end(), isPossible);
}

QString firstReason(const OfferGroup& group)
{
    if (!group.offers.empty()) {
        return group.offers.front().whyNot;
    }
    return group.groups.empty() ? QString() : firstReason(group.groups.front());
}

} // namespace

Offer makeOffer(const views::Scene& scene, QString text, decltype(scenario::Command::action) action,
    QString whyNot)
{
    if (scene.playhead.time >= scene.run.history->end()) {
        whyNot = Offers::tr("The run is over here; go back in time first.");
    }
    return {std::move(text), {scene.playhead.time, std::move(action)}, std::move(whyNot)};
}

QString whyNothing(const OfferGroup& group)
{
    return isPossible(group) ? QString() : firstReason(group);
}

} // namespace brokerscope::app

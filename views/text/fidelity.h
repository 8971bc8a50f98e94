#pragma once

#include <QString>

#include <vector>

namespace brokerscope::views {

/// One respect in which the engine is simpler than Kafka, as the app's fidelity page lists it.
struct FidelityNote {
    QString title;
    QString text; ///< what Kafka does, what we do, what follows for the learner
    QString affects; ///< the views that show it
};

/// All simplifications, the most visible first, in the language of the app.
[[nodiscard]] std::vector<FidelityNote> fidelityNotes();

} // namespace brokerscope::views

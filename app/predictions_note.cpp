#include "app/predictions_note.h"

#include <sstream>

namespace brokerscope::app {

std::string predictionsNote(const std::vector<views::Prediction>& predictions)
{
    std::string note;
    for (const views::Prediction& each : predictions) {
        note += std::to_string(each.step) + ' ' + std::to_string(each.value) + ' '
            + (each.right ? '1' : '0') + ';';
    }
    return note;
}

std::vector<views::Prediction> predictionsFromNotes(const std::map<std::string, std::string>& notes)
{
    std::vector<views::Prediction> predictions;
    const auto note = notes.find(std::string(kNotePredictions));
    if (note == notes.end()) {
        return predictions;
    }
    std::istringstream entries(note->second);
    for (std::string entry; std::getline(entries, entry, ';');) {
        std::istringstream in(entry);
        views::Prediction prediction;
        if (in >> prediction.step >> prediction.value >> prediction.right) {
            predictions.push_back(prediction);
        }
    }
    return predictions;
}

} // namespace brokerscope::app

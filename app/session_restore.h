#pragma once

#include "app/run_tree.h"
#include "app/session_recorder.h"
#include "views/playhead.h"

#include <tl/expected.hpp>

#include <map>
#include <string>
#include <vector>

namespace brokerscope::app {

/// A session read back, ready to go on with.
struct RestoredSession {
    SessionSource source;
    std::vector<Run>
        runs; ///< only the current one has been read with its events; empty when none was saved yet
    RunId current = kNoRun;
    views::Playhead playhead; ///< where one stood in the current run
    std::map<std::string, std::string> notes; ///< all of them, the two above included
};

/// The error is one sentence; the file stays as it is.
[[nodiscard]] tl::expected<RestoredSession, QString> restoreSession(const QString& path);

/// Reads the events of a run, by its number in the file, and judges them. The error is one
/// sentence.
[[nodiscard]] tl::expected<views::RunView, QString> loadRun(
    const QString& path, std::int64_t fileId, const Run& run);

/// The names of our notes, and how a playhead is written in one.
inline constexpr std::string_view kNoteRun = "run";
inline constexpr std::string_view kNotePlayhead = "playhead";
[[nodiscard]] std::string playheadNote(const views::Playhead& playhead);
[[nodiscard]] views::Playhead playheadFromNote(const std::string& text);

} // namespace brokerscope::app

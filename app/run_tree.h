#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QAbstractItemModel>

#include "engine/base/strong.h"
#include "engine/scenario/edit.h"
#include "views/run_view.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::app {

/// A run of a session, counted from 1 in the order of making.
using RunId = Strong<struct RunIdTag, std::int64_t>;
inline constexpr RunId kNoRun{0};

struct Run {
    RunId id;
    RunId parent = kNoRun; ///< kNoRun for the root: the scenario as it was read
    std::vector<scenario::Edit> edits; ///< all of them, the parent's first
    /// The scenario is always there; history and verdict are not while they have not been read from
    /// the session file.
    views::RunView view;
    bool complete = true; ///< false: cut off by a kill or a full disk, what was saved is here
};

/// The runs of a session: a scenario and its forks. Which of them is on the stage is part of it.
class RunTree : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { LabelColumn, OutcomeColumn, ColumnCount };

    explicit RunTree(QObject* parent = nullptr);

    /// Replaces everything. Parents come before their children; `current` must be one of the runs.
    void reset(std::vector<Run> runs, RunId current);
    /// Adds a run below its parent (or the root, when there is none yet) and makes it the current
    /// one.
    RunId add(Run run);
    void setCurrent(RunId id);
    /// Puts in the history and verdict of a run that was not read yet.
    void fill(RunId id, views::RunView view);

    [[nodiscard]] const std::vector<Run>& runs() const
    {
        return m_runs;
    } ///< in the order of making
    [[nodiscard]] const Run* find(RunId id) const;
    [[nodiscard]] const Run* current() const { return find(m_current); }
    [[nodiscard]] const Run* root() const;
    /// A run of this very scenario; it would only be recorded a second time.
    [[nodiscard]] const Run* sameScenario(const scenario::Scenario& scenario) const;
    /// The next free id.
    [[nodiscard]] RunId nextId() const;

    [[nodiscard]] QModelIndex indexOf(RunId id) const;
    [[nodiscard]] RunId idAt(const QModelIndex& index) const;
    /// Words for what makes this run differ from its parent, in the present language.
    [[nodiscard]] QString label(const Run& run) const;

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void currentChanged();

private:
    [[nodiscard]] std::vector<std::size_t> childrenOf(RunId parent) const;
    [[nodiscard]] QString outcome(const Run& run) const;

    std::vector<Run> m_runs;
    RunId m_current = kNoRun;
};

} // namespace brokerscope::app

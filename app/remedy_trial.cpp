#include "app/remedy_trial.h"

#include "app/edit_words.h"
#include "app/scenario_edits.h"
#include "engine/scenario/fault.h"
#include "views/text/anomaly_text.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::app {

namespace {

using history::AnomalyKind;

/// The moments before and after the fault that the strip may offer, as long as it is not known.
constexpr int kMovesExpected = 2;

} // namespace

RemedyTrial::RemedyTrial(TrialPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{
}

RemedyTrial::~RemedyTrial()
{
    giveUp();
}

void RemedyTrial::want(const Run& run, const std::string& text, const scenario::Ailment& ailment)
{
    if (m_case && m_case->run.view.history == run.view.history && m_case->ailment == ailment) {
        return;
    }
    giveUp();
    m_cancelled = false;
    const history::Consequences before
        = history::consequencesOf(*run.view.history, *run.view.verdict, {});
    m_case = Case{run, text, ailment, before, {}, false};
    for (const scenario::SetValue& setting : scenario::settingsToTry(*run.view.scenario, ailment)) {
        attempt({setting});
    }
    Q_EMIT changed();
}

void RemedyTrial::forget()
{
    if (m_case) {
        giveUp();
        m_case.reset();
        Q_EMIT changed();
    }
}

void RemedyTrial::takeStrip(const views::DangerStrip* strip)
{
    using State = views::DangerStrip::State;
    if (!m_case || m_case->hasMoves || m_cancelled) {
        return;
    }
    const bool isKnown
        = strip == nullptr || strip->state == State::Complete || strip->state == State::Cancelled;
    if (!isKnown) {
        return;
    }
    m_case->hasMoves = true;
    if (strip != nullptr && strip->state == State::Complete) {
        const scenario::Scenario& scenario = *m_case->run.view.scenario;
        const scenario::SafeMoments safe = scenario::safeMomentsAround(
            strip->slots, scenario.script.at(strip->fault).at, m_case->ailment.kind);
        for (const auto& moment : {safe.earlier, safe.later}) {
            if (moment) {
                attempt(scenario::movesTo(scenario, strip->fault, *moment));
            }
        }
    }
    Q_EMIT changed();
}

void RemedyTrial::cancel()
{
    if (isBusy()) {
        giveUp();
        m_cancelled = true;
        Q_EMIT changed();
    }
}

void RemedyTrial::giveUp()
{
    *m_givenUp = true;
    m_givenUp = TrialPool::makeFlag();
}

// A change that the scenario may not have, such as an idempotent producer with acks=1, is none.
void RemedyTrial::attempt(std::vector<scenario::Edit> edits)
{
    auto scenario = edited(m_case->text, m_case->run, edits);
    if (!scenario) {
        return;
    }
    const std::size_t index = m_case->attempts.size();
    m_case->attempts.push_back({std::move(edits), std::nullopt});
    auto make = [scenario = std::move(*scenario)] { return scenario; };
    m_pool.start(std::move(make), {}, TrialPool::Priority::Wanted, m_givenUp,
        [this, index](const history::Consequences& found) {
            m_case->attempts[index].found = found;
            Q_EMIT changed();
        });
}

bool RemedyTrial::isBusy() const
{
    if (!m_case || m_cancelled) {
        return false;
    }
    return !m_case->hasMoves
        || std::any_of(m_case->attempts.begin(), m_case->attempts.end(),
            [](const Attempt& attempt) { return !attempt.found; });
}

bool RemedyTrial::helps(const Attempt& attempt) const
{
    return attempt.found && attempt.found->count(m_case->ailment.kind) == 0;
}

// What the run with the change has more of than the run as it is.
QString RemedyTrial::priceOf(const history::Consequences& found) const
{
    QStringList price;
    const auto more = [](std::uint32_t with, std::uint32_t without) {
        return with > without ? static_cast<int>(with - without) : 0;
    };
    if (const int failed = more(found.service.failed, m_case->before.service.failed); failed > 0) {
        price += tr("%n record(s) fail instead", nullptr, failed);
    }
    for (std::size_t i = 0; i < history::kAnomalyKinds; ++i) {
        const auto kind = static_cast<AnomalyKind>(i);
        const int worse = more(found.anomalies[i], m_case->before.anomalies[i]);
        if (worse > 0 && kind != m_case->ailment.kind) {
            price += tr("%1 × %2").arg(worse).arg(views::anomalyTitle(kind));
        }
    }
    return price.join(QStringLiteral(", "));
}

views::RemedyReport RemedyTrial::report() const
{
    views::RemedyReport report;
    if (!m_case) {
        return report;
    }
    report.title = m_case->ailment.kind == AnomalyKind::LostAfterAck
        ? tr("It would have survived with")
        : tr("It would not have happened with");
    report.cancelled = m_cancelled;
    report.wanted = static_cast<int>(m_case->attempts.size())
        + (m_case->hasMoves || m_cancelled ? 0 : kMovesExpected);
    for (const Attempt& attempt : m_case->attempts) {
        if (!attempt.found) {
            continue;
        }
        ++report.tried;
        const QString words = editWords(attempt.edits.front(), *m_case->run.view.scenario);
        if (helps(attempt)) {
            report.helped.append({words, priceOf(*attempt.found)});
        } else {
            report.inVain.append({words, {}});
        }
    }
    return report;
}

std::vector<scenario::Edit> RemedyTrial::helped(int index) const
{
    return editsOf(index, true);
}

std::vector<scenario::Edit> RemedyTrial::inVain(int index) const
{
    return editsOf(index, false);
}

std::vector<scenario::Edit> RemedyTrial::editsOf(int index, bool helped) const
{
    if (!m_case) {
        return {};
    }
    int place = 0;
    for (const Attempt& attempt : m_case->attempts) {
        if (attempt.found && helps(attempt) == helped && place++ == index) {
            return attempt.edits;
        }
    }
    return {};
}

} // namespace brokerscope::app

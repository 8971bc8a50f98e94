#include "app/session_file_run.h"

#include "app/session_copy.h"
#include "app/session_restore.h"
#include "views/text/session_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace brokerscope::app {

namespace {

struct SessionFileWords {
    Q_DECLARE_TR_FUNCTIONS(SessionFileWords)
};

using Opened = tl::expected<std::unique_ptr<history::SessionWriter>, QString>;

Opened sentenceFor(
    tl::expected<std::unique_ptr<history::SessionWriter>, history::SessionError> writer)
{
    if (!writer) {
        return tl::unexpected(views::sessionErrorText(writer.error()));
    }
    return std::move(*writer);
}

/// The run of the session whose changes this one continues; 0 when there is none.
std::int64_t parentIn(const QString& path, const history::SessionRun& run)
{
    std::int64_t parent = 0;
    std::size_t longest = 0;
    const auto session = history::readSession(path.toStdString());
    for (const history::SessionRun& each :
        session ? session->runs : std::vector<history::SessionRun>{}) {
        const bool begins = each.edits.size() <= run.edits.size()
            && std::equal(each.edits.begin(), each.edits.end(), run.edits.begin());
        if (begins && (parent == 0 || each.edits.size() > longest)) {
            parent = each.id;
            longest = each.edits.size();
        }
    }
    return parent;
}

Opened continued(const QString& path, const ChosenRun& run)
{
    const auto session = history::readSession(path.toStdString());
    if (!session) {
        return tl::unexpected(views::sessionErrorText(session.error()));
    }
    if (session->scenarioText != run.scenarioText) {
        return tl::unexpected(
            SessionFileWords::tr("%1 is the session of another scenario; choose another name.")
                .arg(path));
    }
    return sentenceFor(history::SessionWriter::continueFile(path.toStdString()));
}

} // namespace

tl::expected<std::unique_ptr<SessionFileRun>, QString> SessionFileRun::open(
    const QString& path, const ChosenRun& chosen)
{
    const bool isNew = !QFileInfo::exists(path);
    auto writer = isNew ? sentenceFor(history::SessionWriter::create(
                      path.toStdString(), chosen.scenarioText, chosen.scenarioName))
                        : continued(path, chosen);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    Run run;
    run.edits = chosen.edits;
    run.view.scenario = chosen.view.scenario;
    QStringList edits;
    for (const scenario::Edit& edit : chosen.edits) {
        edits += QString::fromStdString(scenario::toText(edit));
    }
    history::SessionRun described = sessionRun(run, 0, edits.join(QStringLiteral(", ")));
    described.parent = isNew ? 0 : parentIn(path, described);
    return std::unique_ptr<SessionFileRun>(new SessionFileRun(path, isNew, std::move(*writer),
        std::move(described), scenario::rosterOf(*chosen.view.scenario)));
}

SessionFileRun::SessionFileRun(QString path, bool isNew,
    std::unique_ptr<history::SessionWriter> writer, history::SessionRun described,
    event::Roster roster)
    : m_path(std::move(path))
    , m_isNew(isNew)
    , m_writer(std::move(writer))
    , m_stream(*m_writer, std::move(described), std::move(roster))
{
}

bool SessionFileRun::update(const event::Recorder& recorder)
{
    return took(m_stream.update(recorder));
}

bool SessionFileRun::finish(const history::History& history)
{
    if (!took(m_stream.finish(history, true))
        || !took(m_writer->setNote(std::string(kNoteRun), std::to_string(m_stream.id())))) {
        return false;
    }
    return took(m_writer->flush());
}

void SessionFileRun::discard()
{
    m_writer = nullptr; // nothing uses the stream after this
    if (m_isNew) {
        removeSessionFile(m_path);
    }
}

bool SessionFileRun::took(const RunStream::Written& written)
{
    if (!written && !m_error) {
        m_error = views::sessionErrorText(written.error());
    }
    return written.has_value();
}

} // namespace brokerscope::app

#include "app/edit_words.h"

#include "engine/scenario/reader.h"
#include "views/text/command_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace brokerscope::app {

namespace {

struct EditWords {
    Q_DECLARE_TR_FUNCTIONS(EditWords)

public:
    const scenario::Scenario& before;

    QString operator()(const scenario::SetValue& edit) const
    {
        // "producers.p1.config.acks" → "acks": the property says it, the rest is in the tooltip of
        // the node.
        static constexpr std::string_view kConfig = ".config.";
        const std::size_t config = edit.path.rfind(kConfig);
        const std::string name
            = config == std::string::npos ? edit.path : edit.path.substr(config + kConfig.size());
        if (edit.value.empty()) {
            return tr("%1 as Kafka has it", "a property without a value of its own")
                .arg(views::toQString(name));
        }
        return views::toQString(name) % QLatin1Char('=') % views::toQString(edit.value);
    }

    QString operator()(const scenario::AddCommand& edit) const
    {
        return tr("%1 at %2 s")
            .arg(views::commandText(edit.command), views::timeText(edit.command.at));
    }

    QString operator()(const scenario::MoveCommand& edit) const
    {
        if (edit.index >= before.script.size()) {
            return tr("a command at %1 s").arg(views::timeText(edit.to));
        }
        const scenario::Command& command = before.script[edit.index];
        return tr("%1 at %2 s instead of %3 s")
            .arg(
                views::commandText(command), views::timeText(edit.to), views::timeText(command.at));
    }

    QString operator()(const scenario::RemoveCommand& edit) const
    {
        if (edit.index >= before.script.size()) {
            return tr("one command less");
        }
        return tr("without: %1").arg(views::commandText(before.script[edit.index]));
    }

    QString operator()(const scenario::SetSeed& edit) const { return tr("seed %1").arg(edit.seed); }

    static QString contrast(const QString& words) { return tr("Contrast: %1").arg(words); }
};

} // namespace

QString editWords(const scenario::Edit& edit, const scenario::Scenario& before)
{
    return std::visit(EditWords{before}, edit);
}

QString editWords(const Run& run, const Run* parent)
{
    const std::size_t inherited = parent == nullptr ? 0 : parent->edits.size();
    const std::vector<scenario::Edit> own(
        run.edits.begin() + static_cast<std::ptrdiff_t>(inherited), run.edits.end());
    const scenario::Scenario& base
        = parent == nullptr ? *run.view.scenario : *parent->view.scenario;
    scenario::Scenario before = base;
    QStringList words;
    for (const scenario::Edit& edit : own) {
        words.append(editWords(edit, before));
        static_cast<void>(scenario::applyTo(before, edit)); // a SetValue leaves the script as it is
    }
    const QString joined = words.join(QStringLiteral(", "));
    const bool isContrast = !own.empty() && own == scenario::contrastEdits(base);
    return isContrast ? EditWords::contrast(joined) : joined;
}

} // namespace brokerscope::app

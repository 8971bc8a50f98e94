#include "app/exporter.h"

#include "app/file_dialogs.h"
#include "views/text/names.h"

#include <QWidget>

namespace brokerscope::app {

namespace {

QString endingOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Png:
        return QStringLiteral("png");
    case ExportFormat::Svg:
        return QStringLiteral("svg");
    case ExportFormat::JsonLines:
        return QStringLiteral("jsonl");
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    }
    return {};
}

} // namespace

Exporter::Exporter(std::function<Subject()> subject, QWidget* window)
    : QObject(window)
    , m_subject(std::move(subject))
    , m_window(window)
{
}

void Exporter::ask(ExportFormat format)
{
    const Subject subject = m_subject();
    if (!subject.scene.run) {
        return;
    }
    const QString ending = endingOf(format);
    askWhereToSave(m_window, isPicture(format) ? tr("Export the picture") : tr("Export the events"),
        suggestedFileName(subject.scene, ending, isPicture(format)),
        tr("%1 files (*.%2)").arg(ending.toUpper(), ending), ending,
        [this](const QString& path) { exportTo(path); });
}

void Exporter::exportTo(const QString& path)
{
    const Subject subject = m_subject();
    const auto format = exportFormatOf(path);
    if (!subject.scene.run || !format) {
        Q_EMIT failed(tr("%1 has none of the endings .png, .svg, .jsonl and .csv.").arg(path));
        return;
    }
    const auto written = isPicture(*format)
        ? exportPicture(path, subject.scene, subject.selection, subject.picture)
        : exportEvents(path, *subject.scene.run.history);
    report(written, path);
}

void Exporter::askForSequence()
{
    const Subject subject = m_subject();
    if (!subject.scene.run) {
        return;
    }
    const QString ending = endingOf(ExportFormat::Svg);
    askWhereToSave(m_window, tr("Export the sequence diagram"),
        suggestedFileName(subject.scene, QStringLiteral("sequence.") % ending, true),
        tr("%1 files (*.%2)").arg(ending.toUpper(), ending), ending,
        [this](const QString& path) { exportSequenceTo(path); });
}

void Exporter::exportSequenceTo(const QString& path)
{
    const Subject subject = m_subject();
    if (subject.scene.run) {
        report(exportDiagram(path, subject.sequence(), subject.scene, subject.picture.theme), path);
    }
}

void Exporter::report(const tl::expected<void, QString>& written, const QString& path)
{
    if (written) {
        Q_EMIT exported(tr("Written: %1").arg(path));
    } else {
        Q_EMIT failed(written.error());
    }
}

QString suggestedFileName(const views::Scene& scene, const QString& ending, bool withTime)
{
    const QString id = views::toQString(scene.run.scenario->id);
    const QString time
        = withTime ? QStringLiteral("-%1us").arg(scene.playhead.time.micros()) : QString();
    return id % time % QLatin1Char('.') % ending;
}

} // namespace brokerscope::app

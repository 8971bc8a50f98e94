#include "tests/architecture/layers.h"

#include <QDir>
#include <QLibraryInfo>
#include <QRegularExpression>

namespace brokerscope::architecture {
namespace {

/// A folder, and the folders or single files besides itself that its files may include. A folder's
/// rule holds for whatever lies below it as well; the longest folder that fits decides.
struct Layer {
    QString folder;
    QStringList mayInclude;
};

/// The table of the layers. An engine folder that is not named here may not exist.
const QList<Layer>& layers()
{
    static const QList<Layer> kLayers = [] {
        const QString base = QStringLiteral("engine/base");
        const QString event = QStringLiteral("engine/event");
        const QString assignor = QStringLiteral("engine/assignor");
        const QString record = QStringLiteral("engine/record");
        const QString sim = QStringLiteral("engine/sim");
        const QString log = QStringLiteral("engine/log");
        const QString inspect = QStringLiteral("engine/inspect");
        const QString protocol = QStringLiteral("engine/protocol");
        const QString history = QStringLiteral("engine/history");
        const QString scenario = QStringLiteral("engine/scenario");
        return QList<Layer>{
            {base, {}},
            {assignor, {base}},
            {event, {base}},
            {record, {base, event}},
            {sim, {base, event, record}},
            {log, {base, event, record, sim}},
            {inspect, {base, event, record, sim, log}},
            {protocol, {base, event, record, sim, log}},
            {QStringLiteral("engine/broker"), {base, assignor, event, record, sim, log, protocol}},
            {QStringLiteral("engine/client"), {base, assignor, event, record, sim, log, protocol}},
            {history, {base, event}},
            {scenario, {QStringLiteral("engine")}},
            {QStringLiteral("views"), {base, event, history, scenario}},
            // The assignment lens asks every assignor what it would do.
            {QStringLiteral("views/assignment"),
                {base, assignor, event, history, scenario, QStringLiteral("views")}},
            // The segments lens reads files, of a run or of a real Kafka, never a running log.
            {QStringLiteral("views/segments"),
                {base, event, history, scenario, record, QStringLiteral("engine/sim/storage.h"),
                    inspect, QStringLiteral("views")}},
            {QStringLiteral("app"), {QStringLiteral("engine"), QStringLiteral("views")}},
        };
    }();
    return kLayers;
}

bool isBelow(const QString& path, const QString& folder)
{
    return path.startsWith(folder + QLatin1Char('/'));
}

const Layer* layerOf(const QString& file)
{
    const Layer* best = nullptr;
    for (const Layer& layer : layers()) {
        if (isBelow(file, layer.folder)
            && (best == nullptr || layer.folder.size() > best->folder.size())) {
            best = &layer;
        }
    }
    return best;
}

/// Whether a path begins with one of our own top folders.
bool isOurs(const QString& target)
{
    static const QRegularExpression kOurFolder(
        QStringLiteral("^(engine|views|app|tests|resources|translations)/"));
    return kOurFolder.match(target).hasMatch();
}

bool isQt(const QString& target)
{
    static const QRegularExpression kQtName(
        QStringLiteral("^(Q[A-Za-z]\\w*(/.*)?|q[a-z0-9_]+\\.h)$"));
    return kQtName.match(target).hasMatch();
}

/// What moc makes is included by the .cpp file that it was made from.
bool isFromMoc(const QString& target)
{
    return target.endsWith(QLatin1String(".moc")) || target.startsWith(QLatin1String("moc_"));
}

bool needsWidgets(const QString& target, const QtHeaders& qt)
{
    static const QRegularExpression kWidgetModule(QStringLiteral(
        "^(Qt(Widgets|PrintSupport|SvgWidgets|OpenGLWidgets)(/.*)?|qcustomplot\\.h)$"));
    return kWidgetModule.match(target).hasMatch() || qt.widgets.contains(target);
}

std::optional<QString> breachBetweenFolders(const Include& include, const Layer& layer)
{
    if (isBelow(include.target, layer.folder)) {
        return std::nullopt;
    }
    for (const QString& allowed : layer.mayInclude) {
        if (include.target == allowed || isBelow(include.target, allowed)) {
            return std::nullopt;
        }
    }
    return layer.folder + QStringLiteral(" may not include ") + include.target
        + (layer.mayInclude.isEmpty() ? QStringLiteral("; it stands alone")
                                      : QStringLiteral("; it may include ")
                    + layer.mayInclude.join(QStringLiteral(", ")));
}

QSet<QString> headersOf(const QStringList& modules)
{
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    QSet<QString> names;
    for (const QString& module : modules) {
        const QStringList files = QDir(headers + QLatin1Char('/') + module).entryList(QDir::Files);
        names.unite(QSet<QString>(files.begin(), files.end()));
    }
    return names;
}

} // namespace

QtHeaders QtHeaders::installed()
{
    // QAction and some others moved to Qt Gui and left a header of the same name behind.
    return {.widgets = headersOf({QStringLiteral("QtWidgets"), QStringLiteral("QtPrintSupport"),
                           QStringLiteral("QtSvgWidgets"), QStringLiteral("QtOpenGLWidgets")})
            - headersOf({QStringLiteral("QtGui"), QStringLiteral("QtCore")})};
}

std::optional<QString> breach(const Include& include, const QtHeaders& qt)
{
    const Layer* layer = layerOf(include.file);
    if (layer == nullptr) {
        return QStringLiteral("this folder has no place in the order of the layers");
    }
    if (isOurs(include.target)) {
        return breachBetweenFolders(include, *layer);
    }
    if (include.quoted && !isQt(include.target) && !isFromMoc(include.target)) {
        return QStringLiteral("an include of ours begins at the root of the repository, not \"")
            + include.target + QLatin1Char('"');
    }
    if (isBelow(include.file, QStringLiteral("engine")) && isQt(include.target)) {
        return QStringLiteral("the engine may not include Qt: ") + include.target;
    }
    if (isBelow(include.file, QStringLiteral("views/picture"))
        && needsWidgets(include.target, qt)) {
        return QStringLiteral("views/picture knows Qt Gui only, not Qt Widgets: ") + include.target;
    }
    return std::nullopt;
}

} // namespace brokerscope::architecture

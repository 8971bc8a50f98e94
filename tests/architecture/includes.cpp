#include "tests/architecture/includes.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace brokerscope::architecture {

std::vector<Include> includesIn(const QString& file, const QString& text)
{
    static const QRegularExpression kPattern(
        QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));

    std::vector<Include> found;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = kPattern.match(lines[i]);
        if (match.hasMatch()) {
            found.push_back({.file = file,
                .line = static_cast<int>(i) + 1,
                .target = match.captured(2),
                .quoted = match.captured(1) == QLatin1String("\"")});
        }
    }
    return found;
}

std::vector<Include> includesBelow(const QString& root, const QString& folder)
{
    QStringList paths;
    QDirIterator walk(root + QLatin1Char('/') + folder,
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        paths.append(walk.next());
    }
    paths.sort();

    std::vector<Include> found;
    for (const QString& path : std::as_const(paths)) {
        QFile source(path);
        if (!source.open(QIODevice::ReadOnly)) {
            qFatal("cannot read %s", qPrintable(path));
        }
        const QString name = QDir(root).relativeFilePath(path);
        const auto includes = includesIn(name, QString::fromUtf8(source.readAll()));
        found.insert(found.end(), includes.begin(), includes.end());
    }
    return found;
}

} // namespace brokerscope::architecture

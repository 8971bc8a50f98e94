// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace {

/// One entry of a .ts file.
struct Entry {
    QString context;
    QString source;
    QStringList translations; ///< one, or one for each plural form
    QString type; ///< "unfinished", "vanished", "obsolete" or empty
};

QList<Entry> entriesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<Entry> entries;
    QString context;
    bool isPlural = false;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            entries.append({context, {}, {}, {}});
            isPlural = xml.attributes().hasAttribute(QLatin1String("numerus"));
        } else if (xml.name() == QLatin1String("source")) {
            entries.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            entries.last().type = xml.attributes().value(QLatin1String("type")).toString();
            if (!isPlural) {
                entries.last().translations += xml.readElementText();
            }
        } else if (xml.name() == QLatin1String("numerusform")) {
            entries.last().translations += xml.readElementText();
        }
    }
    return entries;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:L?\\d+|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        found += match.next().captured();
    }
    found.removeDuplicates();
    found.sort();
    return found;
}

} // namespace

class TestTranslationFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void files_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
    }

    void files()
    {
        QFETCH(const QString, language);
        const QList<Entry> entries = entriesOf(
            QStringLiteral(BROKERSCOPE_SOURCE_DIR "/translations/brokerscope_%1.ts").arg(language));
        QVERIFY(!entries.isEmpty());
        QStringList wrong;
        for (const Entry& entry : entries) {
            const QString where = entry.context + QStringLiteral(": ") + entry.source;
            if (!entry.type.isEmpty()) {
                wrong += where + QStringLiteral(" (") + entry.type + QLatin1Char(')');
            }
            if (entry.translations.isEmpty()) {
                wrong += where + QStringLiteral(" (none)");
            }
            for (const QString& translation : entry.translations) {
                if (translation.trimmed().isEmpty()) {
                    wrong += where + QStringLiteral(" (empty)");
                }
                QStringList expected = placeholders(entry.source);
                QStringList given = placeholders(translation);
                // A plural form for one thing may leave the number out.
                expected.removeAll(QStringLiteral("%n"));
                given.removeAll(QStringLiteral("%n"));
                if (expected != given) {
                    wrong += where + QStringLiteral(" (placeholders of: ") + translation
                        + QLatin1Char(')');
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TestTranslationFiles)
#include "tst_translation_files.moc"

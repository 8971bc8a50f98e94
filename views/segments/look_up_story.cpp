#include "views/segments/look_up_story.h"

#include "views/segments/look_up_target.h"
#include "views/text/names.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

using inspect::IndexSearch;
using inspect::Lookup;
using inspect::ScanStep;

struct StoryText {
    Q_DECLARE_TR_FUNCTIONS(LookUpStory)
};

/// Scans longer than that are told by their beginning and their end.
constexpr std::size_t kToldFromStart = 6;
constexpr std::size_t kToldFromEnd = 3;

/// "129.index" of "orders-0/00000000000000000129.index"
QString shortFile(const std::string& path)
{
    QString name = toQString(path).section(QLatin1Char('/'), -1);
    qsizetype zeros = 0;
    while (
        zeros + 1 < name.size() && name[zeros] == QLatin1Char('0') && name[zeros + 1].isDigit()) {
        ++zeros;
    }
    return name.mid(zeros);
}

QString keyText(std::int64_t key, bool inTimeIndex)
{
    return inTimeIndex ? wallTimeText(key) : numberText(key);
}

class Narrator {
public:
    Narrator(const Lookup& lookup, const inspect::PartitionFiles& partition)
        : m_partition(partition)
    {
        m_story.lookup = lookup;
    }

    LookUpStory tell()
    {
        const Lookup& lookup = m_story.lookup;
        m_story.title = lookup.byTime
            ? StoryText::tr("Look up the time %1").arg(wallTimeText(lookup.wanted))
            : StoryText::tr("Look up offset %1").arg(numberText(lookup.wanted));
        const bool isBeyondAll = !lookup.hit && lookup.scan.empty();
        if (lookup.segment < m_partition.segments.size() && !isBeyondAll) {
            tellSegment();
            if (lookup.timeSearch) {
                tellSearch(*lookup.timeSearch, true);
            }
            tellSearch(lookup.offsetSearch, false);
            tellScan();
        }
        if (!lookup.hit) {
            addLine(isBeyondAll && lookup.byTime
                    ? StoryText::tr("no segment has a record that late")
                    : StoryText::tr("the log has nothing there"),
                StoryText::tr("not found"), LookUpLine::Outcome::Nothing);
        }
        return std::move(m_story);
    }

private:
    LookUpFrame& addLine(const QString& text, const QString& result,
        LookUpLine::Outcome outcome = LookUpLine::Outcome::Step)
    {
        m_story.lines.append({text, result, outcome});
        LookUpFrame& frame = m_story.frames.emplace_back();
        frame.line = static_cast<std::size_t>(m_story.lines.size() - 1);
        return frame;
    }

    void tellSegment()
    {
        const QString file = shortFile(m_partition.segments[m_story.lookup.segment].log);
        addLine(m_story.lookup.byTime
                ? StoryText::tr("choose the first segment whose latest timestamp is not earlier")
                : StoryText::tr("choose the last segment whose base offset is not greater"),
            QStringLiteral("→ ") % file);
    }

    void tellSearch(const IndexSearch& search, bool inTimeIndex)
    {
        if (search.file.empty()) {
            addLine(inTimeIndex ? StoryText::tr("the segment has no time index")
                                : StoryText::tr("the segment has no index"),
                inTimeIndex ? StoryText::tr("→ from offset %1").arg(numberText(search.answer))
                            : StoryText::tr("→ from byte 0"));
            return;
        }
        const QString comparisons
            = StoryText::tr("%n comparison(s)", nullptr, static_cast<int>(search.probes.size()));
        const QString entries
            = StoryText::tr("%n entry(s)", nullptr, static_cast<int>(search.entries));
        const QString text = StoryText::tr(
            "binary search in %1: %2, %3", "129.index; number of entries; number of comparisons")
                                 .arg(shortFile(search.file), entries, comparisons);
        LookUpFrame& frame = addLine(text, answerOf(search, inTimeIndex));
        frame.inTimeIndex = inTimeIndex;
        frame.endsLine = search.probes.empty();
        const LookUpFrame first = frame;
        for (std::size_t i = 0; i < search.probes.size(); ++i) {
            LookUpFrame probe = first;
            probe.probe = i;
            probe.endsLine = i + 1 == search.probes.size();
            if (i == 0) {
                m_story.frames.back() = probe;
            } else {
                m_story.frames.push_back(probe);
            }
        }
    }

    static QString answerOf(const IndexSearch& search, bool inTimeIndex)
    {
        if (!search.slot) {
            return inTimeIndex ? StoryText::tr("→ before the first entry: from offset %1")
                                     .arg(numberText(search.answer))
                               : StoryText::tr("→ before the first entry: byte 0");
        }
        std::optional<std::int64_t> key;
        for (const inspect::IndexProbe& probe : search.probes) {
            if (probe.slot == *search.slot) {
                key = probe.key;
            }
        }
        const QString value = numberText(search.answer);
        if (inTimeIndex) {
            return StoryText::tr("→ offset %1").arg(value);
        }
        return key
            ? StoryText::tr("→ %1 at byte %2", "offset; position").arg(numberText(*key), value)
            : StoryText::tr("→ byte %1").arg(value);
    }

    void tellScan()
    {
        const std::vector<ScanStep>& scan = m_story.lookup.scan;
        const bool isLong = scan.size() > kToldFromStart + kToldFromEnd + 1;
        for (std::size_t i = 0; i < scan.size(); ++i) {
            if (isLong && i == kToldFromStart) {
                const std::size_t left = scan.size() - kToldFromStart - kToldFromEnd;
                addLine(StoryText::tr("and so on"),
                    StoryText::tr("%n more batch(es): no", nullptr, static_cast<int>(left)));
                i += left;
            }
            tellScanStep(scan[i], i);
        }
    }

    void tellScanStep(const ScanStep& step, std::size_t index)
    {
        const QString position = numberText(static_cast<std::int64_t>(step.position));
        const QString batch = offsetsText(step.base, step.last);
        LookUpFrame& frame
            = addLine(index == 0 ? StoryText::tr("scan the log from byte %1").arg(position)
                                 : StoryText::tr("next batch at byte %1").arg(position),
                step.isHit ? StoryText::tr("batch %1: here").arg(batch)
                           : StoryText::tr("batch %1: no").arg(batch),
                step.isHit ? LookUpLine::Outcome::Hit : LookUpLine::Outcome::Step);
        frame.scan = index;
        if (step.isHit && m_story.lookup.hit && m_story.lookup.hit->value() != m_story.lookup.wanted
            && m_story.lookup.hit > step.base) {
            m_story.lines.back().result = StoryText::tr("batch %1: here, offset %2")
                                              .arg(batch)
                                              .arg(m_story.lookup.hit->value());
        }
    }

    const inspect::PartitionFiles& m_partition;
    LookUpStory m_story;
};

} // namespace

const IndexSearch* LookUpStory::search(const LookUpFrame& frame) const
{
    if (!frame.probe) {
        return nullptr;
    }
    if (frame.inTimeIndex) {
        return lookup.timeSearch ? &*lookup.timeSearch : nullptr;
    }
    return &lookup.offsetSearch;
}

LookUpStory tell(const Lookup& lookup, const inspect::PartitionFiles& partition)
{
    return Narrator(lookup, partition).tell();
}

QString probeText(const IndexSearch& search, std::size_t probe, bool inTimeIndex)
{
    const inspect::IndexProbe& read = search.probes[probe];
    const QString key = keyText(read.key, inTimeIndex);
    const QString target = keyText(search.target, inTimeIndex);
    return read.isTooGreat
        ? StoryText::tr("entry %1 is %2 > %3: look before it").arg(read.slot).arg(key, target)
        : StoryText::tr("entry %1 is %2 ≤ %3: it or one behind it").arg(read.slot).arg(key, target);
}

QString offsetsText(Offset first, Offset last)
{
    return first == last
        ? QString::number(first.value())
        : QString::number(first.value()) % QChar(0x2013) % QString::number(last.value());
}

} // namespace brokerscope::views

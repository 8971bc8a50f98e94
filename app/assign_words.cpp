#include "app/assign_words.h"

#include "views/text/names.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>

namespace brokerscope::app {

using assignor::LineError;
using assignor::LineProblem;
using assignor::LineValue;

namespace {

struct AssignWords {
    Q_DECLARE_TR_FUNCTIONS(AssignWords)
};

/// What would stand somewhere, with an example for %1.
struct Wanted {
    LineValue value;
    const char* text; ///< for AssignWords::tr()
    const char* example;
};

constexpr std::array kWanted{
    Wanted{LineValue::Line, QT_TRANSLATE_NOOP("AssignWords", "an object such as %1"),
        R"({"topics":{"t":3},"members":[{"id":"c1","topics":["t"]}]})"},
    Wanted{LineValue::Assignor, QT_TRANSLATE_NOOP("AssignWords", "one of %1"), R"()"},
    Wanted{LineValue::Topics,
        QT_TRANSLATE_NOOP(
            "AssignWords", "an object of topics and their numbers of partitions, such as %1"),
        R"({"t":3})"},
    Wanted{LineValue::PartitionCount,
        QT_TRANSLATE_NOOP("AssignWords", "a number of partitions from 0 on, such as %1"), R"(3)"},
    Wanted{LineValue::Members, QT_TRANSLATE_NOOP("AssignWords", "a list of members such as %1"),
        R"([{"id":"c1","topics":["t"]}])"},
    Wanted{LineValue::Member, QT_TRANSLATE_NOOP("AssignWords", "a member such as %1"),
        R"({"id":"c1","topics":["t"]})"},
    Wanted{LineValue::Id, QT_TRANSLATE_NOOP("AssignWords", "an id such as %1"), R"("c1")"},
    Wanted{LineValue::TopicNames, QT_TRANSLATE_NOOP("AssignWords", "a list of topics such as %1"),
        R"(["t","u"])"},
    Wanted{LineValue::TopicName, QT_TRANSLATE_NOOP("AssignWords", "the name of a topic such as %1"),
        R"("t")"},
    Wanted{LineValue::Owned, QT_TRANSLATE_NOOP("AssignWords", "a list of partitions such as %1"),
        R"([["t",0],["t",1]])"},
    Wanted{LineValue::TopicPartition,
        QT_TRANSLATE_NOOP("AssignWords", "a topic and a partition, from 0 on, such as %1"),
        R"(["t",0])"},
    Wanted{LineValue::Generation,
        QT_TRANSLATE_NOOP("AssignWords", "a generation from 0 on, such as %1, or -1 for none"),
        R"(3)"},
    Wanted{LineValue::InstanceId,
        QT_TRANSLATE_NOOP("AssignWords", "the group.instance.id, such as %1"), R"("i1")"},
    Wanted{LineValue::Rack, QT_TRANSLATE_NOOP("AssignWords", "the name of a rack, such as %1"),
        R"("r1")"},
    Wanted{LineValue::Racks,
        QT_TRANSLATE_NOOP("AssignWords", "a list of racks for each partition, such as %1"),
        R"([["r1","r2"],["r3"]])"},
    Wanted{LineValue::TopicIds,
        QT_TRANSLATE_NOOP("AssignWords", "an object of topics and their ids, such as %1"),
        R"({"t":"41jvpIn1MGKxDdcxa2Vkng"})"},
    Wanted{LineValue::TopicId,
        QT_TRANSLATE_NOOP("AssignWords", "the 22 characters that Kafka prints, such as %1"),
        R"("41jvpIn1MGKxDdcxa2Vkng")"},
    Wanted{LineValue::MappedMembers,
        QT_TRANSLATE_NOOP("AssignWords", "an object of members and their partitions, such as %1"),
        R"({"c1":[["t",0]]})"},
};

QString exampleOf(LineValue value)
{
    const auto* wanted = std::find_if(kWanted.begin(), kWanted.end(),
        [value](const Wanted& each) { return each.value == value; });
    if (wanted == kWanted.end()) {
        return {};
    }
    return AssignWords::tr(wanted->text)
        .arg(value == LineValue::Assignor ? strategyNames() % QStringLiteral(", custom")
                                          : QString::fromLatin1(wanted->example));
}

} // namespace

QString strategyNames()
{
    QStringList names;
    for (const assignor::Strategy strategy : assignor::kStrategies) {
        names += views::toQString(assignor::strategyName(strategy));
    }
    return names.join(QStringLiteral(", "));
}

QString lineErrorText(const LineError& error)
{
    const QString where = QString::fromStdString(error.where);
    const QString found = QString::fromStdString(error.found);
    const QString example = exampleOf(error.expected);
    switch (error.problem) {
    case LineProblem::NotJson:
        return AssignWords::tr("from column %1 on this is not JSON; a line is %2.")
            .arg(error.column)
            .arg(example);
    case LineProblem::NumberTooLarge:
        return AssignWords::tr("a number in it is too large to be read; a line is %1.")
            .arg(example);
    case LineProblem::Missing:
        return AssignWords::tr("%1 is missing; it would be %2.").arg(where, example);
    case LineProblem::WrongType:
    case LineProblem::Negative:
    case LineProblem::UnknownAssignor:
    case LineProblem::NotTopicId:
        return where.isEmpty()
            ? AssignWords::tr("this is %1; a line is %2.").arg(found, example)
            : AssignWords::tr("%1 is %2; it would be %3.").arg(where, found, example);
    case LineProblem::TooLarge:
        return error.expected == LineValue::PartitionCount
            ? AssignWords::tr("%1 is %2; all topics together may have %3 partitions.")
                  .arg(where, found)
                  .arg(assignor::kMostPartitions)
            : AssignWords::tr("%1 is %2; such a number may be %3 at most.")
                  .arg(where, found)
                  .arg(std::numeric_limits<std::int32_t>::max());
    case LineProblem::Twice:
        return error.expected == LineValue::Id
            ? AssignWords::tr("%1 is %2, which another member has; every member has an id of its "
                              "own.")
                  .arg(where, found)
            : AssignWords::tr("%1 is %2, which is there already; each may be there once.")
                  .arg(where, found);
    }
    return {};
}

} // namespace brokerscope::app

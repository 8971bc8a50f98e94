#include "views/segments/record_model.h"

#include "engine/record/control.h"
#include "views/segments/look_up_target.h"
#include "views/text/names.h"

#include <utility>

namespace brokerscope::views {

namespace {

QString nullText()
{
    return QStringLiteral("null");
}

QString headersText(const ShownRecord& record)
{
    QStringList texts;
    for (const ShownHeader& header : record.headers) {
        texts += toQString(header.key) % QLatin1Char('=')
            % (header.value ? bytesText(header.value) : nullText());
    }
    return texts.join(QStringLiteral(", "));
}

/// What a control record says; empty when it is none that is known.
QString controlText(const ShownRecord& record)
{
    record::RecordView view;
    if (record.key) {
        view.key = ByteView(*record.key);
    }
    if (record.value) {
        view.value = ByteView(*record.value);
    }
    const auto type = record::controlTypeOf(view);
    return type ? toQString(record::controlTypeName(*type)) : QString();
}

} // namespace

void RecordModel::setBatch(std::shared_ptr<const BatchContent> batch)
{
    beginResetModel();
    m_batch = std::move(batch);
    m_part = {};
    endResetModel();
}

void RecordModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void RecordModel::retranslate()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void RecordModel::setPart(const BatchPart& part)
{
    const BatchPart before = std::exchange(m_part, part);
    for (const BatchPart& changed : {before, part}) {
        if (m_batch && changed.kind == BatchPart::Kind::Record) {
            const int row = static_cast<int>(changed.index);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_batch ? 0 : static_cast<int>(m_batch->records.size());
}

int RecordModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecordModel::keyText(const ShownRecord& record) const
{
    const QString control = m_batch->view().isControl() ? controlText(record) : QString();
    return !control.isEmpty() ? control : record.key ? bytesText(record.key) : nullText();
}

QString RecordModel::valueText(const ShownRecord& record) const
{
    return record.value ? bytesText(record.value) : nullText();
}

QString RecordModel::text(const ShownRecord& record, int column) const
{
    switch (column) {
    case OffsetColumn:
        return QString::number(record.offset.value());
    case KeyColumn:
        return keyText(record);
    case ValueColumn:
        return valueText(record);
    case TimeColumn:
        return (record.timestampDelta < 0 ? QString() : QStringLiteral("+"))
            % tr("%1 ms").arg(record.timestampDelta);
    default:
        return headersText(record);
    }
}

QVariant RecordModel::font(const ShownRecord& record, int column) const
{
    const bool isNull
        = (column == KeyColumn && !record.key) || (column == ValueColumn && !record.value);
    QFont font = m_theme.font(FontRole::MonoSmall);
    if (isNull) {
        font = m_theme.font(FontRole::Small);
        font.setItalic(true);
    }
    return font;
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    const ShownRecord& record = m_batch->records[row];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(record, column);
    case Qt::ToolTipRole:
        return column == TimeColumn ? wallTimeText(record.timestampMs) : text(record, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (column == TimeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return font(record, column);
    case Qt::ForegroundRole:
        return m_theme.color(
            column == TimeColumn || column == HeadersColumn ? Ink::TextMuted : Ink::Text);
    case Qt::BackgroundRole:
        return m_part == BatchPart::record(row) ? QVariant(m_theme.color(Ink::Highlight))
                                                : QVariant();
    default:
        return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case OffsetColumn:
        return tr("Offset");
    case KeyColumn:
        return tr("Key");
    case ValueColumn:
        return tr("Value");
    case TimeColumn:
        return tr("Time");
    case HeadersColumn:
        return tr("Headers");
    default:
        return {};
    }
}

} // namespace brokerscope::views

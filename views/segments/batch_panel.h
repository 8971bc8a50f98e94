#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/segments/batch_part.h"

#include <memory>

class QSplitter;
class QTableView;

namespace brokerscope::views {

class CheckBox;
class FieldModel;
class HexView;
class RecordModel;
class TextLabel;

/// One batch three times: its bytes, its fields and its records. What is pointed at in one is
/// pointed out in the others.
class BatchPanel : public QWidget, public Themed {
    Q_OBJECT

public:
    explicit BatchPanel(QWidget* parent = nullptr);

    /// The same batch once more keeps what is pointed out. nullopt: no batch is opened.
    void setBatch(const std::optional<BatchContent>& batch);
    /// Points out the record with this offset, if the batch has it.
    void showRecord(Offset offset);
    /// What stands after the sizes in the last line.
    void setOrigin(const QString& words);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] HexView* hex() const { return m_hex; }
    [[nodiscard]] QTableView* fieldTable() const { return m_fieldTable; }
    [[nodiscard]] QTableView* recordTable() const { return m_recordTable; }
    [[nodiscard]] FieldModel* fields() const { return m_fields; }
    [[nodiscard]] RecordModel* records() const { return m_records; }
    [[nodiscard]] CheckBox* decompressedBox() const { return m_decompressed; }
    /// What is pointed out until something else is.
    [[nodiscard]] const BatchPart& part() const { return m_part; }
    /// What is pointed out, in words.
    [[nodiscard]] QString partText() const;
    [[nodiscard]] QString footerText() const;

Q_SIGNALS:
    /// The person chose a record.
    void recordChosen(brokerscope::Offset offset);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void compose();
    void connectParts();
    void retranslate();
    void showFooter();
    void fitMeaning();
    void showPartText(const BatchPart& part);
    /// For as long as the mouse or the keyboard is there.
    void point(const BatchPart& part);
    void choose(const BatchPart& part, const QObject* by);

    std::shared_ptr<const BatchContent> m_shown;
    BatchPart m_part;
    QString m_origin;
    TextLabel* m_hexTitle;
    CheckBox* m_decompressed;
    HexView* m_hex;
    TextLabel* m_fieldTitle;
    FieldModel* m_fields;
    QTableView* m_fieldTable;
    TextLabel* m_recordTitle;
    RecordModel* m_records;
    QTableView* m_recordTable;
    TextLabel* m_partText;
    TextLabel* m_footer;
    int m_valueWidth = 0; ///< of the column, where there is room
    bool m_isChoosing = false;
};

} // namespace brokerscope::views

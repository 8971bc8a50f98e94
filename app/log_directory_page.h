#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "app/log_directory.h"
#include "views/picture/theme.h"

class QTableView;

namespace brokerscope::views {
class PillButton;
class SegmentsView;
class TextLabel;
} // namespace brokerscope::views

namespace brokerscope::app {

class PartitionModel;

/// A Kafka log directory on a real disk: its partitions at the left, the lens on the selected one
/// at the right. Reads only.
class LogDirectoryPage : public QWidget {
    Q_OBJECT

public:
    explicit LogDirectoryPage(QWidget* parent = nullptr);

    /// Reads the directory; listed() follows, or failed() and everything stays as it was.
    void open(const QString& path);
    void cancel() { m_directory.cancel(); }
    /// Lets go of the files.
    void close();
    [[nodiscard]] const QString& path() const { return m_path; }

    void setTheme(const views::Theme& theme);
    void setReducedMotion(bool reduced);

    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] PartitionModel* model() const { return m_model; }
    [[nodiscard]] views::SegmentsView* lens() const { return m_lens; }
    [[nodiscard]] views::PillButton* backButton() const { return m_back; }

Q_SIGNALS:
    void listed();
    void failed(const QString& sentence);
    void busyChanged(bool isBusy);
    void progressed(int percent);
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* composeList();
    void compose();
    void showList(const ListedDirectory& directory);
    void showPartition(int row);
    void retranslate();

    LogDirectory m_directory;
    QString m_path;
    bool m_isCleanlyClosed = false;
    views::PillButton* m_back;
    views::TextLabel* m_title;
    views::TextLabel* m_summary;
    PartitionModel* m_model;
    QTableView* m_table;
    views::SegmentsView* m_lens;
};

} // namespace brokerscope::app

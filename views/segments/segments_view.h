#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/segments/batch_part.h"
#include "views/segments/log_reader.h"

class QProgressBar;
class QScrollArea;
class QStackedWidget;
class QTimer;

namespace brokerscope::views {

class BatchPanel;
class LookUpPanel;
class PillButton;
class StripView;
class TextLabel;

/// Looks into the files of one log: its segments as a strip, a lookup done step by step, and the
/// opened batch as bytes, as fields and as records.
class SegmentsView : public QWidget, public Themed {
    Q_OBJECT

public:
    /// `patience`: how long a look may hold up the window.
    explicit SegmentsView(QWidget* parent = nullptr,
        std::chrono::milliseconds patience = std::chrono::milliseconds(20));

    /// A newer state of the same log (by its name) keeps what is opened. Another one opens the
    /// first batch of its first segment. None shows the empty state.
    void setLog(const ShownLog& log);
    [[nodiscard]] const ShownLog& log() const { return m_log; }
    /// Why there is nothing to see while there is no log; one sentence.
    void setEmptyText(const QString& sentence);
    /// Opens the batch that has this offset.
    void openOffset(Offset offset);
    void setReducedMotion(bool reduced);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const LogContent& content() const { return m_content; }
    [[nodiscard]] StripView* strip() const { return m_strip; }
    [[nodiscard]] LookUpPanel* lookUp() const { return m_lookUp; }
    [[nodiscard]] BatchPanel* batch() const { return m_batch; }
    /// What is said while there is nothing to see, or what is wrong with the files.
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] QString troubleText() const;
    [[nodiscard]] bool isReading() const { return m_reader.isBusy(); }
    /// In sight once reading takes longer than half a second: ends it, and after that begins anew.
    [[nodiscard]] PillButton* cancelButton() const { return m_cancel; }

    /// The height at which nothing of it needs to be scrolled.
    [[nodiscard]] int wantedHeight() const;

Q_SIGNALS:
    /// The person opened a batch or a record here, of this offset.
    void offsetOpened(brokerscope::Offset offset);

protected:
    void changeEvent(QEvent* event) override;
    /// Where the opened batch came from, as far as it is known: "written by p1"; may be empty.
    [[nodiscard]] virtual QString originOf(const BatchContent& batch) const;
    /// Says the origin anew.
    void showOrigin();

private:
    void compose();
    void connectParts();
    void retranslate();
    void look(const LogWish& wish);
    void showContent(const LogContent& content);
    void showHeading();
    void showFound(const LogReader::Found& found);
    void showWaiting();
    void cancelOrReadAgain();
    /// The strip points out what the lookup looks at; at its end the hit is opened.
    void followLookUp();

    ShownLog m_log;
    LogContent m_content;
    LogWish m_wish;
    std::optional<Offset> m_recordToShow; ///< once the batch that is being read is there
    bool m_isByPerson = false; ///< what is being read was asked for here
    std::optional<Offset> m_hitToOpen; ///< at the end of the lookup
    LogReader m_reader;
    QStackedWidget* m_pages;
    TextLabel* m_empty;
    QScrollArea* m_scroll;
    QWidget* m_whole;
    QWidget* m_names; ///< of the log and its settings
    TextLabel* m_name;
    TextLabel* m_settings;
    TextLabel* m_trouble;
    QTimer* m_untilWaiting; ///< a short look needs no progress
    bool m_isCancelled = false; ///< reading was, and nothing was asked since
    QWidget* m_waiting; ///< the progress and its button
    QProgressBar* m_progress;
    PillButton* m_cancel;
    StripView* m_strip;
    LookUpPanel* m_lookUp;
    BatchPanel* m_batch;
};

} // namespace brokerscope::views

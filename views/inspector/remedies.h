#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"

#include <QList>
#include <QString>

class QVBoxLayout;

namespace brokerscope::views {

class TextLabel;

/// What has come so far of the attempts to prevent an anomaly. A plain value that the application
/// fills in while its runs come back.
struct RemedyReport {
    struct Attempt {
        QString words; ///< "acks=all"
        QString price; ///< what it would have cost, measured in the same run; may be empty
        bool operator==(const Attempt&) const = default;
    };
    QString title; ///< "It would have survived with"
    QList<Attempt> helped; ///< each one removed the anomaly altogether in a run of its own
    QList<Attempt> inVain;
    int tried = 0; ///< runs that came back
    int wanted = 0; ///< runs in all; 0: there is nothing to show
    bool cancelled = false; ///< no more runs come back
    [[nodiscard]] bool isTrying() const { return tried < wanted && !cancelled; }
    bool operator==(const RemedyReport&) const = default;
};

/// "It would have survived with": the single changes that removed an anomaly, each a link that asks
/// for a run with it, and below them what did not help. Hidden as long as there is nothing to show.
class RemediesView : public QWidget, public Themed {
    Q_OBJECT

public:
    explicit RemediesView(QWidget* parent = nullptr);

    void setReport(const RemedyReport& report);
    [[nodiscard]] const RemedyReport& report() const { return m_report; }
    void setTheme(const Theme& theme) override;

Q_SIGNALS:
    /// Index into the report's `helped`.
    void remedyRequested(int index);
    /// index into the report's `inVain`: to be seen failing.
    void failureRequested(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showReport();
    [[nodiscard]] TextLabel* lineAt(QList<TextLabel*>& lines, QVBoxLayout* column, qsizetype index);

    RemedyReport m_report;
    Theme m_theme{ThemeName::Light};
    TextLabel* m_title;
    TextLabel* m_progress;
    TextLabel* m_inVainTitle;
    QVBoxLayout* m_helpedColumn;
    QVBoxLayout* m_inVainColumn;
    QList<TextLabel*> m_helped;
    QList<TextLabel*> m_inVain;
};

} // namespace brokerscope::views

#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/export_file.h"
#include "views/picture/picture.h"
#include "views/run_view.h"

#include <functional>

class QWidget;

namespace brokerscope::app {

/// Exports what is on the window's stage into files that it asks for.
class Exporter : public QObject {
    Q_OBJECT

public:
    /// What there is to export at the moment.
    struct Subject {
        views::Scene scene;
        views::Selection selection;
        PictureSpec picture;
        std::function<views::Picture()> sequence; ///< draws the sequence diagram
    };
    Exporter(std::function<Subject()> subject, QWidget* window);

    /// Asks where to; the file's ending is the format's.
    void ask(ExportFormat format);
    /// Without asking.
    void exportTo(const QString& path);

    /// The sequence diagram as an SVG file.
    void askForSequence();
    void exportSequenceTo(const QString& path);

Q_SIGNALS:
    void exported(const QString& sentence);
    void failed(const QString& sentence);

private:
    void report(const tl::expected<void, QString>& written, const QString& path);

    std::function<Subject()> m_subject;
    QWidget* m_window;
};

/// "a3-acks-1-loss-1734118us.png": the scenario, the playhead where it matters, the ending.
[[nodiscard]] QString suggestedFileName(
    const views::Scene& scene, const QString& ending, bool withTime);

} // namespace brokerscope::app

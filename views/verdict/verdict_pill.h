#pragma once

#include "views/controls/themed.h"

#include <QAbstractButton>

namespace brokerscope::views {

/// A number and what it counts, in a rounded outline. Alarmed, it is red and shows a symbol.
/// Clickable only while it is alarmed.
class VerdictPill : public QAbstractButton, public Themed {
    Q_OBJECT
public:
    /// `numberInk`: of a number other than 0. A 0 is always muted.
    explicit VerdictPill(Ink numberInk, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    void setNumber(qint64 number);
    void setAlarm(bool alarm);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] qint64 number() const { return m_number; }
    [[nodiscard]] bool isAlarmed() const { return m_alarm; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void describe();
    [[nodiscard]] QString numberText() const;

    Theme m_theme{ThemeName::Light};
    Ink m_numberInk;
    QString m_label;
    qint64 m_number = 0;
    bool m_alarm = false;
};

} // namespace brokerscope::views

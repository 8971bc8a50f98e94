#include "views/controls/text_label.h"

#include <QRegularExpression>

namespace brokerscope::views {

TextLabel::TextLabel(FontRole font, Ink ink, QWidget* parent)
    : QLabel(parent)
    , m_font(font)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void TextLabel::setRole(FontRole font, Ink ink)
{
    if (font == m_font && ink == m_ink) {
        return;
    }
    m_font = font;
    m_ink = ink;
    restyle();
}

void TextLabel::setTheme(const Theme& theme)
{
    m_theme = theme;
    restyle();
}

void TextLabel::restyle()
{
    setFont(m_theme.font(m_font));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_theme.color(m_ink));
    colors.setColor(QPalette::Text, m_theme.color(m_ink));
    setPalette(colors);
}

QString foldable(const QString& text)
{
    static const QRegularExpression kLongWord(QStringLiteral("[\\w.=]{15,}"));
    static const QRegularExpression kFold(QStringLiteral("([.=_](?=\\w)|\\d{10}(?=\\d{6}))"));
    QString folded;
    qsizetype done = 0;
    for (auto words = kLongWord.globalMatch(text); words.hasNext();) {
        const QRegularExpressionMatch word = words.next();
        folded += QStringView(text).mid(done, word.capturedStart() - done);
        folded += word.captured().replace(kFold, QStringLiteral("\\1\u200b"));
        done = word.capturedEnd();
    }
    return folded + QStringView(text).mid(done);
}

TextLabel* makeWrappedLabel(FontRole font, Ink ink, QWidget* parent)
{
    auto* label = new TextLabel(font, ink, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

} // namespace brokerscope::views

#include "views/canvas/picture_accessible.h"

#include "views/canvas/picture_widget.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace brokerscope::views {

namespace {

/// One object of the picture: named by its tip, described by its state.
class ShapeAccessible final : public QAccessibleInterface {
public:
    ShapeAccessible(PictureWidget* widget, QString id)
        : m_widget(widget)
        , m_id(std::move(id))
    {
    }

    bool isValid() const override { return m_widget != nullptr && shape() != nullptr; }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_widget);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Graphic; }

    QString text(QAccessible::Text kind) const override
    {
        const Shape* found = shape();
        if (found == nullptr) {
            return {};
        }
        switch (kind) {
        case QAccessible::Name:
            return found->tip;
        case QAccessible::Description:
        case QAccessible::Value:
            return found->state;
        default:
            return {};
        }
    }

    void setText(QAccessible::Text, const QString&) override { }

    QRect rect() const override
    {
        const Shape* found = shape();
        if (found == nullptr) {
            return {};
        }
        const QRect bounds = boundsOf(*found).toAlignedRect();
        return {m_widget->mapToGlobal(bounds.topLeft()), bounds.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused
            = m_widget != nullptr && m_widget->hasFocus() && m_widget->focusedId() == m_id;
        state.invisible = !isValid();
        return state;
    }

private:
    const Shape* shape() const
    {
        return m_widget == nullptr ? nullptr : m_widget->picture().find(m_id);
    }

    QPointer<PictureWidget> m_widget;
    QString m_id;
};

class PictureAccessible final : public QAccessibleWidget {
public:
    explicit PictureAccessible(PictureWidget* widget)
        : QAccessibleWidget(widget, QAccessible::Canvas)
    {
    }

    ~PictureAccessible() override
    {
        for (const QAccessible::Id id : std::as_const(m_children)) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return static_cast<int>(ids().size()); }

    QAccessibleInterface* child(int index) const override
    {
        const QStringList all = ids();
        return index >= 0 && index < all.size() ? childFor(all[index]) : nullptr;
    }

    int indexOfChild(const QAccessibleInterface* wanted) const override
    {
        const QStringList all = ids();
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (childFor(all[i]) == wanted) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    QAccessibleInterface* childAt(int x, int y) const override
    {
        const Shape* shape = canvas()->picture().at(canvas()->mapFromGlobal(QPoint(x, y)));
        return shape == nullptr || shape->tip.isEmpty() ? nullptr : childFor(shape->id);
    }

    QAccessibleInterface* focusChild() const override
    {
        return canvas()->focusedId().isEmpty() ? nullptr : childFor(canvas()->focusedId());
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description ? canvas()->summary()
                                                : QAccessibleWidget::text(kind);
    }

private:
    PictureWidget* canvas() const { return static_cast<PictureWidget*>(object()); }
    QStringList ids() const { return reachableIds(canvas()->picture()); }

    QAccessibleInterface* childFor(const QString& id) const
    {
        const auto found = m_children.constFind(id);
        if (found != m_children.constEnd()) {
            return QAccessible::accessibleInterface(*found);
        }
        auto* made = new ShapeAccessible(canvas(), id);
        m_children.insert(id, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    mutable QHash<QString, QAccessible::Id> m_children;
};

QAccessibleInterface* makeAccessible(const QString& className, QObject* object)
{
    auto* widget = qobject_cast<PictureWidget*>(object);
    const bool ours = className == QLatin1String(PictureWidget::staticMetaObject.className());
    return ours && widget != nullptr ? new PictureAccessible(widget) : nullptr;
}

} // namespace

void installPictureAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

void tellFocus(PictureWidget& widget, const QString& id)
{
    if (!QAccessible::isActive() || id.isEmpty()) {
        return;
    }
    QAccessibleEvent moved(&widget, QAccessible::Focus);
    moved.setChild(static_cast<int>(reachableIds(widget.picture()).indexOf(id)));
    QAccessible::updateAccessibility(&moved);
}

} // namespace brokerscope::views

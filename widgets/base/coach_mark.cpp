// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/coach_mark.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kWidth = 340;
constexpr int kCoachGap = 10;
constexpr int kFrameWidth = 3;

}  // namespace

/// The frame around what is explained. The mouse goes through it.
class CoachMark::Frame : public QWidget {
public:
    explicit Frame(QWidget* window) : QWidget(window) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme_colors().accent, kFrameWidth));
        const double inset = kFrameWidth / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kCoachGap / 2.0,
                                kCoachGap / 2.0);
    }
};

CoachMark::CoachMark(QWidget* window)
    : QFrame(window),
      m_window(window),
      m_frame(new Frame(window)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_step(new QLabel(this)),
      m_skip(new QPushButton(tr("&Leave the tour"), this)),
      m_back(new QPushButton(tr("&Back"), this)),
      m_next(new QPushButton(this)) {
    setObjectName(QStringLiteral("coach_mark"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(kWidth);
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_step->setProperty("role", QStringLiteral("dim"));
    m_skip->setObjectName(QStringLiteral("coach_skip"));
    m_back->setObjectName(QStringLiteral("coach_back"));
    m_next->setObjectName(QStringLiteral("coach_next"));
    m_next->setProperty("role", QStringLiteral("primary"));
    m_skip->setFlat(true);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_step, 0, Qt::AlignTop);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_skip);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kMargin, kMargin + kMargin / 2, 2 * kMargin, kMargin + kMargin / 2);
    layout->setSpacing(kMargin);
    layout->addLayout(top);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_skip, &QPushButton::clicked, this, &CoachMark::skipped);
    connect(m_back, &QPushButton::clicked, this, &CoachMark::back);
    connect(m_next, &QPushButton::clicked, this, &CoachMark::next);
    m_window->installEventFilter(this);
    apply_colors();
}

CoachMark::~CoachMark() {
    delete m_frame;
}

void CoachMark::apply_colors() {
    const QColor panel = theme_colors().panel;
    const QColor lifted = current_theme() == Theme::kDark ? panel.lighter(135) : QColor(Qt::white);
    const QString style = QStringLiteral("#coach_mark { background: %1; border: 1px solid %2; border-radius: 6px; }")
                              .arg(lifted.name(), theme_colors().accent.name());
    if (styleSheet() != style) {  // setting it is a change of style
        setStyleSheet(style);
    }
}

void CoachMark::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        apply_colors();
    }
}

void CoachMark::point_at(QWidget* target, const QString& title, const QString& text, const QString& step, bool first,
                         bool last) {
    if (m_target != nullptr && m_target != m_window) {
        m_target->removeEventFilter(this);
    }
    m_target = target;
    if (target != nullptr) {
        target->installEventFilter(this);
    }
    m_title->setText(title);
    m_text->setText(text);
    m_step->setText(step);
    m_back->setEnabled(!first);
    m_next->setText(last ? tr("&Done") : tr("&Next"));
    m_skip->setVisible(!last);
    setAccessibleName(title);
    setAccessibleDescription(text);
    show();
    place();
    raise();
    m_next->setFocus();
}

void CoachMark::place() {
    // Word-wrapped text has a height for this width, which sizeHint() does not know.
    setFixedHeight(layout()->heightForWidth(kWidth));
    const QRect window = m_window->rect();
    if (m_target == nullptr || !m_target->isVisible()) {
        m_frame->hide();
        move(window.center() - QPoint(width() / 2, height() / 2));
        return;
    }
    const QRect target(m_target->mapTo(m_window, QPoint()), m_target->size());
    m_frame->setGeometry(target.adjusted(-kFrameWidth, -kFrameWidth, kFrameWidth, kFrameWidth).intersected(window));
    m_frame->show();
    m_frame->raise();
    raise();
    const QPoint beyond(target.right() + kCoachGap, target.bottom() + kCoachGap);
    const QPoint before(target.left() - kCoachGap - width(), target.top() - kCoachGap - height());
    const bool fits_right = beyond.x() + width() <= window.right();
    const bool fits_left = before.x() >= window.left();
    const bool fits_below = beyond.y() + height() <= window.bottom();
    const bool fits_above = before.y() >= window.top();
    // What is lower than the mark is a button in a row, whose neighbours stay in view; else beside the target where
    // there is room, or over its lower right corner.
    const bool upright = (fits_right || fits_left) && target.height() >= height();
    QPoint place;
    if (!upright && (fits_below || fits_above)) {
        place = {target.left(), fits_below ? beyond.y() : before.y()};
    } else if (fits_right || fits_left) {
        place = {fits_right ? beyond.x() : before.x(), target.top() + kCoachGap};
    } else {
        place = target.bottomRight() - QPoint(width() + kCoachGap, height() + kCoachGap);
    }
    move(std::clamp(place.x(), 0, std::max(0, window.width() - width())),
         std::clamp(place.y(), 0, std::max(0, window.height() - height())));
}

bool CoachMark::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::Resize:
        case QEvent::Move:
        case QEvent::Show:
        case QEvent::Hide:
            QMetaObject::invokeMethod(this, &CoachMark::place, Qt::QueuedConnection);
            break;
        default:
            break;
    }
    return QFrame::eventFilter(watched, event);
}

void CoachMark::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            emit skipped();
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Right:
            emit next();
            break;
        case Qt::Key_Left:
            emit back();
            break;
        default:
            QFrame::keyPressEvent(event);
    }
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#include "ui/base/word_completion.h"

#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QTextBlock>
#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr int kLettersBefore = 2;  ///< of a word, before ends are offered
constexpr int kMaxEnds = 6;

bool is_word_letter(QChar letter) {
    return letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('\'');
}

}  // namespace

WordCompletion::WordCompletion(QPlainTextEdit* edit)
    : QObject(edit), m_edit(edit), m_offered(new QStringListModel(this)), m_list(new QListView(edit)) {
    m_list->setObjectName(QStringLiteral("word_completion"));
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setAttribute(Qt::WA_ShowWithoutActivating);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setModel(m_offered);
    m_list->setAccessibleName(tr("Words that begin so"));
    edit->installEventFilter(this);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        take();
    });
    connect(edit, &QPlainTextEdit::textChanged, this, [this] { m_typing ? offer() : close(); });
    connect(edit, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_typing) {
            close();
        }
    });
}

WordCompletion::~WordCompletion() = default;

void WordCompletion::set_words(const QStringList& words) {
    close();
    m_words = words;
}

bool WordCompletion::is_open() const {
    return m_list->isVisible();
}

QStringList WordCompletion::offered() const {
    return is_open() ? m_offered->stringList() : QStringList();
}

QString WordCompletion::started_word() const {
    const QTextCursor cursor = m_edit->textCursor();
    const QString line = cursor.block().text();
    const int end = cursor.positionInBlock();
    if (cursor.hasSelection() || (end < line.size() && is_word_letter(line[end]))) {
        return {};
    }
    int start = end;
    while (start > 0 && is_word_letter(line[start - 1])) {
        --start;
    }
    return line.sliced(start, end - start);
}

void WordCompletion::offer() {
    const QString word = started_word();
    if (word.size() < kLettersBefore) {
        close();
        return;
    }
    QStringList found;
    for (const QString& known : m_words) {
        if (known.size() > word.size() && known.startsWith(word, Qt::CaseInsensitive)) {
            found << known;
        }
        if (found.size() == kMaxEnds) {
            break;
        }
    }
    if (found.isEmpty()) {
        close();
        return;
    }
    m_offered->setStringList(found);
    m_chosen = false;
    m_list->setCurrentIndex(m_offered->index(0, 0));
    const int frame = 2 * m_list->frameWidth();
    const int height = m_list->sizeHintForRow(0) * static_cast<int>(found.size()) + frame;
    const int width = m_list->sizeHintForColumn(0) + frame + 2 * widgets::kMargin;
    m_list->resize(std::max(width, 120), height);
    m_list->move(m_edit->viewport()->mapToGlobal(m_edit->cursorRect().bottomLeft() + QPoint(0, 2)));
    m_list->show();
}

void WordCompletion::close() {
    m_chosen = false;
    m_list->hide();
}

void WordCompletion::choose(int direction) {
    const int count = m_offered->rowCount();
    // The first key press chooses what is marked already.
    const int row = m_chosen || direction < 0 ? m_list->currentIndex().row() + direction : m_list->currentIndex().row();
    m_chosen = true;
    m_list->setCurrentIndex(m_list->model()->index((row + count) % count, 0));
}

void WordCompletion::take() {
    const QString end = m_list->currentIndex().data().toString();
    const auto begun = started_word().size();
    close();
    QTextCursor cursor = m_edit->textCursor();
    // What is typed keeps its case; only the rest is added.
    cursor.insertText(end.sliced(std::min<qsizetype>(begun, end.size())));
    m_edit->setTextCursor(cursor);
    close();
}

bool WordCompletion::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide) {
        close();
    }
    if (event->type() == QEvent::ShortcutOverride && is_open()) {
        // Tab and the arrows are the list's while it is open.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Tab || key == Qt::Key_Up || key == Qt::Key_Down) {
            event->accept();
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress) {
        return QObject::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    if (is_open() && key->modifiers() == Qt::NoModifier) {
        switch (key->key()) {
            case Qt::Key_Tab:
                take();
                return true;
            case Qt::Key_Up:
            case Qt::Key_Down:
                choose(key->key() == Qt::Key_Up ? -1 : 1);
                return true;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                if (m_chosen) {
                    take();
                    return true;
                }
                close();
                return false;
            case Qt::Key_Escape:
                close();
                return false;
            default:
                break;
        }
    }
    // The field takes the key after this filter; what it types is offered an end.
    m_typing = !key->text().isEmpty() && key->text().at(0).isPrint() &&
               (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (key->key() == Qt::Key_Backspace && is_open()) {
        m_typing = true;
    }
    QMetaObject::invokeMethod(
        this, [this] { m_typing = false; }, Qt::QueuedConnection);
    return false;
}

}  // namespace destudio::ui

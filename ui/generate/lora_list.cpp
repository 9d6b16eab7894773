// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/lora_list.h"

#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/base/number_field_keys.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

constexpr double kMaxStrength = 4;

QString name_of(const LoraChoice& lora) {
    return QString::fromStdString(lora.file.stem().string());
}

QString percent_text(double share) {
    return QLocale().toString(100 * share, 'f', share < 0.1 ? 2 : 1);
}

}  // namespace

QString lora_report_text(const LoraSummary& summary) {
    const QLocale locale;
    QString text = QString::fromStdString(summary.format);
    if (!summary.base.empty()) {
        text = LoraList::tr("%1 for %2").arg(text, QString::fromStdString(summary.base));
    }
    text = LoraList::tr("%1: changes %2 modules by %3 % of their weights")
               .arg(text, locale.toString(qulonglong(summary.used)), percent_text(summary.relative));
    if (!summary.strongest.empty()) {
        text += LoraList::tr(", most in %1 (%2 %)")
                    .arg(QString::fromStdString(summary.strongest), percent_text(summary.strongest_share));
    }
    text += QLatin1Char('.');
    if (summary.unused > 0) {
        text += QLatin1Char(' ') + LoraList::tr("Not in the model: %1.").arg(summary.unused);
    }
    if (summary.misshapen > 0) {
        text += QLatin1Char(' ') + LoraList::tr("Of another size: %1.").arg(summary.misshapen);
    }
    if (summary.unknown > 0) {
        text += QLatin1Char(' ') + LoraList::tr("Tensors with unknown names: %1.").arg(summary.unknown);
    }
    return text;
}

LoraList::LoraList(Check check, QWidget* parent)
    : QWidget(parent), m_check(std::move(check)), m_rows(new QVBoxLayout), m_busy(new QLabel(this)) {
    setAcceptDrops(true);
    auto* add = new QToolButton(this);
    add->setObjectName(QStringLiteral("add_lora"));
    add->setText(tr("Add a LoRA…"));
    add->setToolTip(
        tr("A file that changes the bundle's style or subject, of kohya, LyCORIS, diffusers or PEFT. It can be dropped "
           "here, too."));
    connect(add, &QToolButton::clicked, this, &LoraList::choose);
    m_busy->setObjectName(QStringLiteral("lora_busy"));
    m_busy->setProperty("role", QStringLiteral("dim"));
    m_busy->setText(tr("Compared with the model…"));
    m_busy->hide();
    auto* last = new QHBoxLayout;
    last->setContentsMargins(0, 0, 0, 0);
    last->addWidget(add);
    last->addWidget(m_busy, 1);
    last->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::kMargin / 2);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(widgets::kMargin / 2);
    layout->addLayout(m_rows);
    layout->addLayout(last);
}

void LoraList::set_bundle(const std::filesystem::path& bundle) {
    if (m_bundle == bundle) {
        return;
    }
    m_bundle = bundle;
    if (m_task.busy()) {
        check_next();  // what was compared with the other bundle
    }
}

void LoraList::set_loras(const std::vector<LoraChoice>& loras) {
    m_waiting.clear();
    m_task.forget();
    m_busy->hide();
    if (m_loras != loras) {
        m_loras = loras;
        m_known.assign(loras.size(), {});
        rebuild();
    }
}

void LoraList::choose() {
    const QString folder =
        m_loras.empty() ? QString() : QString::fromStdString(m_loras.back().file.parent_path().string());
    for (const QString& file :
         QFileDialog::getOpenFileNames(this, tr("Choose LoRA files"), folder, tr("LoRA files (*.safetensors)"))) {
        add(file.toStdString());
    }
}

void LoraList::add(const std::filesystem::path& file) {
    const bool is_there =
        std::any_of(m_loras.begin(), m_loras.end(), [&file](const LoraChoice& lora) { return lora.file == file; });
    if (is_there) {
        emit refused(tr("%1 is in the list already.").arg(QString::fromStdString(file.filename().string())));
        return;
    }
    m_waiting.push_back(file);
    if (!m_task.busy()) {
        check_next();
    }
}

void LoraList::check_next() {
    m_busy->setVisible(!m_waiting.empty());
    if (m_waiting.empty()) {
        return;
    }
    const auto file = m_waiting.front();
    m_task.start([check = m_check, bundle = m_bundle, file](std::stop_token) { return check(bundle, file); },
                 [this, file](const LoraSummary& summary) {
                     m_waiting.pop_front();
                     take(file, summary);
                     check_next();
                 },
                 [this](const QString& sentence) {
                     m_waiting.pop_front();
                     emit refused(sentence);
                     check_next();
                 });
}

void LoraList::take(const std::filesystem::path& file, const LoraSummary& summary) {
    m_loras.push_back({file, 1.0});
    m_known.push_back({lora_report_text(summary)});
    rebuild();
    emit changed();
    emit added(file, summary);
}

void LoraList::rebuild() {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (QWidget* row = item->widget()) {
            row->hide();
            row->deleteLater();  // a row's own button may be what is being clicked
        }
        delete item;
    }
    for (std::size_t i = 0; i < m_loras.size(); ++i) {
        add_row(i);
    }
}

void LoraList::add_row(std::size_t index) {
    const LoraChoice& lora = m_loras[index];
    auto* row = new QWidget(this);
    auto* name = new widgets::ElidedLabel(row);
    name->set_full_text(name_of(lora));
    const QString& summary = m_known[index].summary;
    const QString place = QString::fromStdString(lora.file.string());
    name->setToolTip(summary.isEmpty() ? place : summary + QLatin1Char('\n') + place);
    auto* strength = new QDoubleSpinBox(row);
    strength->setObjectName(QStringLiteral("lora_strength_%1").arg(index));
    strength->setAccessibleName(tr("Strength of %1").arg(name_of(lora)));
    strength->setToolTip(tr("1: as it was trained; 0: not at all; below 0: away from what it learned"));
    strength->setRange(-kMaxStrength, kMaxStrength);
    strength->setSingleStep(0.1);
    strength->setValue(lora.strength);
    let_letters_pass(strength);
    connect(strength, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
        m_loras.at(index).strength = value;
        emit changed();
    });
    auto* remove_button = new QToolButton(row);
    remove_button->setObjectName(QStringLiteral("remove_lora_%1").arg(index));
    remove_button->setIcon(widgets::icon(QStringLiteral("close")));
    remove_button->setToolTip(tr("Do not use %1 any more").arg(name_of(lora)));
    remove_button->setAccessibleName(remove_button->toolTip());
    remove_button->setAutoRaise(true);
    connect(remove_button, &QToolButton::clicked, this, [this, index] { remove(index); });
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(widgets::kMargin / 2);
    line->addWidget(name, 1);
    line->addWidget(strength);
    line->addWidget(remove_button);
    auto* layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    if (!summary.isEmpty()) {
        auto* what = new widgets::ElidedLabel(row);
        what->setObjectName(QStringLiteral("lora_report_%1").arg(index));
        what->set_full_text(summary);
        what->setProperty("role", QStringLiteral("dim"));
        layout->addWidget(what);
    }
    m_rows->addWidget(row);
}

void LoraList::remove(std::size_t index) {
    const auto file = m_loras.at(index).file;
    m_loras.erase(m_loras.begin() + static_cast<std::ptrdiff_t>(index));
    m_known.erase(m_known.begin() + static_cast<std::ptrdiff_t>(index));
    rebuild();
    emit changed();
    emit removed(file);
}

void LoraList::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    const bool any = std::any_of(urls.begin(), urls.end(), [](const QUrl& url) {
        return url.isLocalFile() && url.path().endsWith(QStringLiteral(".safetensors"), Qt::CaseInsensitive);
    });
    if (any) {
        event->acceptProposedAction();
    }
}

void LoraList::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            add(url.toLocalFile().toStdString());
        }
    }
    event->acceptProposedAction();
}

}  // namespace destudio::ui

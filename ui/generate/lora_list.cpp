// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/lora_list.h"

#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/base/elided_label.h"
#include "widgets/base/icons.h"

namespace destudio::ui {
namespace {

constexpr double kMostStrength = 4;

QString name_of(const LoraChoice& lora) {
    return QString::fromStdString(lora.file.stem().string());
}

}  // namespace

LoraList::LoraList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout) {
    auto* add = new QToolButton(this);
    add->setObjectName(QStringLiteral("add_lora"));
    add->setText(tr("Add a LoRA…"));
    add->setToolTip(tr("A file that changes the bundle's style or subject, of kohya, LyCORIS, diffusers or PEFT."));
    connect(add, &QToolButton::clicked, this, &LoraList::choose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_rows->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_rows);
    layout->addWidget(add, 0, Qt::AlignLeft);
}

void LoraList::set_loras(const std::vector<LoraChoice>& loras) {
    if (m_loras != loras) {
        m_loras = loras;
        rebuild();
    }
}

void LoraList::choose() {
    const QString folder =
        m_loras.empty() ? QString() : QString::fromStdString(m_loras.back().file.parent_path().string());
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Choose a LoRA file"), folder, tr("LoRA files (*.safetensors)"));
    if (!file.isEmpty()) {
        add(file.toStdString());
    }
}

void LoraList::add(const std::filesystem::path& file) {
    m_task.start(
        [bundle = m_bundle, file](std::stop_token) { return check_lora(bundle, file); },
        [this, file](const LoraSummary& summary) {
            m_loras.push_back({file, 1.0});
            rebuild();
            emit changed();
            emit told(tr("%1: %2, changes %3 modules by %4 % of their weights. %5")
                          .arg(QString::fromStdString(file.filename().string()), QString::fromStdString(summary.format))
                          .arg(summary.used)
                          .arg(100 * summary.relative, 0, 'f', 2)
                          .arg(QString::fromStdString(summary.few_step))
                          .trimmed());
        },
        [this](const QString& sentence) { emit told(sentence); });
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
    name->setToolTip(QString::fromStdString(lora.file.string()));
    auto* strength = new QDoubleSpinBox(row);
    strength->setObjectName(QStringLiteral("lora_strength_%1").arg(index));
    strength->setAccessibleName(tr("Strength of %1").arg(name_of(lora)));
    strength->setToolTip(tr("1: as it was trained; 0: not at all; below 0: away from what it learned"));
    strength->setRange(-kMostStrength, kMostStrength);
    strength->setSingleStep(0.1);
    strength->setValue(lora.strength);
    connect(strength, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
        m_loras.at(index).strength = value;
        emit changed();
    });
    auto* remove = new QToolButton(row);
    remove->setObjectName(QStringLiteral("remove_lora_%1").arg(index));
    remove->setText(QStringLiteral("×"));
    remove->setToolTip(tr("Do not use %1 any more").arg(name_of(lora)));
    remove->setAccessibleName(remove->toolTip());
    remove->setAutoRaise(true);
    connect(remove, &QToolButton::clicked, this, [this, index] {
        m_loras.erase(m_loras.begin() + static_cast<std::ptrdiff_t>(index));
        rebuild();
        emit changed();
    });
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 1);
    layout->addWidget(strength);
    layout->addWidget(remove);
    m_rows->addWidget(row);
}

}  // namespace destudio::ui

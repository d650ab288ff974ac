#include "backend/platform/core/headers.h"

#include <algorithm>

namespace signalbox::core {

namespace {

bool sameName(const Headers::Field &field, QByteArrayView name)
{
    return field.first.size() == name.size() && field.first.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArray Headers::value(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(m_fields, [name](const Field &field) { return sameName(field, name); });
    return found == m_fields.end() ? QByteArray() : found->second;
}

bool Headers::contains(QByteArrayView name) const
{
    return std::ranges::any_of(m_fields, [name](const Field &field) { return sameName(field, name); });
}

QByteArray Headers::combined(QByteArrayView name) const
{
    QByteArray all;
    for (const Field &field : m_fields) {
        if (!sameName(field, name))
            continue;
        if (!all.isEmpty())
            all += ", ";
        all += field.second;
    }
    return all;
}

void Headers::add(QByteArray name, QByteArray value)
{
    m_fields.emplace_back(std::move(name), std::move(value));
}

void Headers::set(QByteArray name, QByteArray value)
{
    remove(name);
    add(std::move(name), std::move(value));
}

void Headers::remove(QByteArrayView name)
{
    std::erase_if(m_fields, [name](const Field &field) { return sameName(field, name); });
}

} // namespace signalbox::core

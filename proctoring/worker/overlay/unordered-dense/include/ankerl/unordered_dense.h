/*
 * The names of ankerl::unordered_dense that the mediasoup worker uses, on the standard containers. They keep
 * every promise that the dense ones make, except speed.
 */
#ifndef LAW_EXAM_UNORDERED_DENSE_H
#define LAW_EXAM_UNORDERED_DENSE_H

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	// The second parameter is there for the worker's own specialisations.
	template<class Key, class Enable = void>
	struct hash : std::hash<Key>
	{
	};

	template<class Key, class Value, class Hash = hash<Key>, class Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<class Key, class Hash = hash<Key>, class Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense

#endif

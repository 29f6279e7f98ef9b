//! The newest things that were fetched, up to so many bytes.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::rc::Rc;

/// Bytes by name; the ones that were not asked for longest go first.
pub struct Keep<K> {
    limit: usize,
    held: usize,
    bytes: HashMap<K, Rc<Vec<u8>>>,
    order: VecDeque<K>,
}

impl<K: Copy + Eq + Hash> Keep<K> {
    /// Keeps up to `limit` bytes.
    pub fn up_to(limit: usize) -> Self {
        Self {
            limit,
            held: 0,
            bytes: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// What is kept under a name.
    pub fn get(&mut self, name: K) -> Option<Rc<Vec<u8>>> {
        let found = self.bytes.get(&name)?.clone();
        self.order.retain(|other| *other != name);
        self.order.push_back(name);
        Some(found)
    }

    /// Keeps `bytes`, and forgets the oldest where they are too many.
    pub fn put(&mut self, name: K, bytes: Rc<Vec<u8>>) {
        if bytes.len() > self.limit || self.bytes.contains_key(&name) {
            return;
        }
        self.held += bytes.len();
        self.bytes.insert(name, bytes);
        self.order.push_back(name);
        while self.held > self.limit {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            self.held -= self.bytes.remove(&oldest).map_or(0, |bytes| bytes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let mut keep = Keep::up_to(10);
        keep.put(1, Rc::new(vec![1; 4]));
        keep.put(2, Rc::new(vec![2; 4]));
        assert!(keep.get(1).is_some());
        keep.put(3, Rc::new(vec![3; 4]));
        assert!(keep.get(2).is_none());
        assert_eq!(keep.get(1).map(|bytes| bytes.len()), Some(4));
        assert!(keep.get(3).is_some());
    }

    #[test]
    fn what_is_larger_than_the_limit_is_not_kept() {
        let mut keep = Keep::up_to(3);
        keep.put(1, Rc::new(vec![0; 4]));
        assert!(keep.get(1).is_none());
    }
}

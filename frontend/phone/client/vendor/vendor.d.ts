/** What the bundled libraries offer, as far as this client uses it. */
export declare function render(vnode: any, parent: Element | DocumentFragment): void;
export declare function useState<T>(initial: T | (() => T)): [T, (value: T | ((old: T) => T)) => void];
export declare function useEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
export declare function useLayoutEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
export declare function useRef<T>(initial: T): { current: T };
export interface Signal<T> {
  value: T;
  peek(): T;
}
export declare function signal<T>(value: T): Signal<T>;
export declare function effect(run: () => void | (() => void)): () => void;
export declare function batch<T>(run: () => T): T;
export declare function untracked<T>(run: () => T): T;
export declare function html(strings: TemplateStringsArray, ...values: unknown[]): any;
export declare function openDB(name: string, version: number, callbacks?: any): Promise<any>;
export declare function deleteDB(name: string): Promise<void>;

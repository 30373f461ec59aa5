import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client } from '../../api.ts'
import { toast } from '../../parts/toasts.tsx'

/** Giving an import up, whatever it is at. When it is too late, the page shows what has become of it beside the reason. */
export function useCancelImport(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => client.imports.cancel({ params: { id }, query: {} }),
    onSuccess: now => {
      if ('fileName' in now) queryClient.setQueryData(api.imports.get.queryKey({ input: { id } }), now)
      toast('The import was cancelled. Nothing was changed.')
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.imports.key() }),
  })
}
